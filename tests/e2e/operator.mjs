import { expect } from '@playwright/test';

/** A person in front of the panel: gestures instead of selectors. */
export class Operator {
  /**
   * @param {import('@playwright/test').Page} page
   * @param {typeof import('./words.mjs').words.en} words
   * @param {string} url  of the server
   */
  constructor(page, words, url) {
    this.page = page;
    this.words = words;
    this.url = url;
  }

  /**
   * A page of its own browser context, with the words of a language.
   * @param {import('@playwright/test').Browser} browser
   */
  static async open(browser, words, url, options = {}) {
    const context = await browser.newContext({ locale: words.locale, ...options });
    return new Operator(await context.newPage(), words, url);
  }

  async signUp({ name, email, password }) {
    const { page, words } = this;
    await page.goto(`${this.url}/sign-up`);
    await page.getByRole('textbox', { name: words.yourName }).fill(name);
    await page.getByRole('textbox', { name: words.email }).fill(email);
    await page.getByLabel(words.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: words.signUp }).click();
  }

  async signIn({ email, password }) {
    const { page, words } = this;
    await page.goto(`${this.url}/sign-in`);
    await page.getByRole('textbox', { name: words.email }).fill(email);
    await page.getByLabel(words.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: words.signIn }).click();
    await page.waitForURL((address) => !address.pathname.includes('sign-in'));
  }

  async createProject(name) {
    const { page, words } = this;
    await page.getByRole('textbox', { name: words.projectName }).fill(name);
    await page.getByRole('button', { name: words.createProject }).click();
  }

  async connectBot(token) {
    const { page, words } = this;
    await page.getByRole('link', { name: words.connectTelegram }).first().click();
    await page.getByRole('textbox', { name: words.token }).fill(token);
    await page.getByRole('button', { name: words.connectBot }).click();
  }

  openInbox(project, tab = 'new') {
    return this.page.goto(`${this.url}/p/${project.id}/inbox?tab=${tab}`);
  }

  tab(name) {
    return this.page.locator(`[data-tab="${name}"]`);
  }

  /** The number at a tab; an absent one is zero. */
  async expectCounter(name, count) {
    const label = this.words.tabs[name];
    const text =
      count === 0 ? new RegExp(`^${label}\\s*0?$`) : new RegExp(`^${label}\\s*${count}$`);
    await expect(this.tab(name)).toHaveText(text);
  }

  row(clientName) {
    return this.page.locator('[data-chat]').filter({ hasText: clientName });
  }

  async openChat(clientName) {
    await this.row(clientName).click();
    await expect(this.window(clientName)).toBeVisible();
  }

  window(clientName) {
    return this.page.getByRole('region', { name: this.words.chatWith(clientName) });
  }

  async take() {
    await this.page.getByRole('button', { name: this.words.take }).click();
  }

  async done() {
    await this.page.getByRole('button', { name: this.words.done, exact: true }).click();
  }

  get composer() {
    return this.page.getByRole('textbox', { name: this.words.message, exact: true });
  }

  async answer(text) {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async note(text) {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('n');
    const box = this.page.getByRole('textbox', { name: this.words.note, exact: true });
    await box.fill(text);
    await box.press('Enter');
  }

  message(text) {
    return this.page.getByRole('log').locator('article').filter({ hasText: text });
  }

  async expectSent(text) {
    await expect(this.message(text)).toHaveAttribute('data-status', 'sent');
  }
}
