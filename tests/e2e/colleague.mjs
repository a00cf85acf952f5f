import { addMember } from '../support/session.mjs';
import { expect } from './fixtures.mjs';
import { Operator } from './operator.mjs';
import { words } from './words.mjs';

/** A member of a team in front of the panel, with an API session of their own beside it. */
export class Colleague extends Operator {
  /**
   * A page where the person of a session is signed in already.
   * @param {import('@playwright/test').Browser} browser
   * @param {import('../support/session.mjs').Session} session
   * @param {{language?: 'en' | 'ru', options?: object}} [how]
   */
  static async of(browser, session, { language = 'en', options = {} } = {}) {
    if (session.me.locale !== language)
      session.me = await session.patch('/auth/me', { locale: language });
    const { page } = await Operator.open(browser, words[language], session.url, options);
    const [name, value] = session.cookie.split('=');
    await page.context().addCookies([{ name, value, url: session.url }]);
    const colleague = new Colleague(page, words[language], session.url);
    colleague.session = session;
    return colleague;
  }

  /**
   * A new member of a project, in front of its inbox.
   * @param {{name?: string, role?: string, language?: 'en' | 'ru', tab?: string,
   *   prepare?: (page: import('@playwright/test').Page) => Promise<void>}} [who]
   *   `prepare`: what is done to the page before it is opened
   */
  static async join(browser, stage, project, { name, role, tab = 'new', prepare, ...how } = {}) {
    const session = await addMember(stage.owner, project, { name, role });
    const colleague = await Colleague.of(browser, session, how);
    await prepare?.(colleague.page);
    await colleague.openInbox(project, tab);
    await expect(colleague.tab(tab)).toBeVisible();
    return colleague;
  }

  get id() {
    return this.session.me.id;
  }

  get name() {
    return this.session.me.name;
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Chooses from the menu of the open chat. @param {string} item */
  async choose(item) {
    await this.button(this.words.chatMenu).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  /** As choose, where the menu asks for whom or where to. */
  async chooseFor(item, name) {
    await this.choose(item);
    await this.page.getByRole('dialog').getByRole('option').filter({ hasText: name }).click();
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  pass(name) {
    return this.chooseFor(this.words.pass, name);
  }

  async openTab(name) {
    await this.tab(name).click();
    await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true');
  }

  /** Exactly one system line of a kind is in the chat, and this is what it says. */
  async expectLine(action, text) {
    const line = this.page.locator(`[data-action="${action}"]`);
    await expect(line).toHaveCount(1);
    await expect(line).toContainText(text);
  }

  /** Who is in the open chat, by the header. */
  async expectHolders(responsible, added = []) {
    const header = this.page.locator('header');
    await expect(header.locator('[data-role="responsible"]')).toContainText(responsible);
    await expect(header.locator('[data-role="added"]')).toHaveCount(added.length);
    for (const name of added) {
      await expect(header.locator('[data-role="added"]').filter({ hasText: name })).toBeVisible();
    }
  }

  /** What the chat says of being on its way to somebody. */
  get transfer() {
    return this.page.locator('[data-transfer]');
  }

  get card() {
    return this.page.getByRole('complementary', { name: this.words.card });
  }

  /** A part of the client's card. @param {string} name as status, tags, contacts, history */
  section(name) {
    return this.card.locator(`[data-section="${name}"]`);
  }

  close() {
    return this.page.context().close();
  }
}

/** A client of a project's bot that has written, and the chat that came of it. */
export async function newAppeal(stage, { path, bot }, text = 'hello') {
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, text);
  await stage.simulator.settled(bot);
  const chats = await stage.owner.all(`${path}/chats?tab=new`);
  const chat = chats.find((one) => one.client.first_name === client.first_name);
  return { client, chat, chatPath: `${path}/chats/${chat.id}` };
}
