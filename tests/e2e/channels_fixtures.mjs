import { test as base } from '@playwright/test';
import { Operator } from './operator.mjs';
import { openEveryStage } from './platforms_stage.mjs';
import { words } from './words.mjs';

/** Tests with a server that can connect every messenger: `stage`, one for all tests of a worker. */
export const test = base.extend({
  stage: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const stage = await openEveryStage();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';

let projects = 0;

/** The owner of the stage in front of the settings of a project of its own. */
export class Keeper extends Operator {
  /** @param {import('@playwright/test').Browser} browser */
  static async come(browser, stage, options = {}) {
    const project = await stage.owner.post('/projects', { name: `Channels ${++projects}` });
    const { page } = await Operator.open(browser, words.en, stage.server.url, options);
    const keeper = new Keeper(page, words.en, stage.server.url);
    keeper.stage = stage;
    keeper.project = project;
    keeper.path = `/projects/${project.id}`;
    await keeper.signIn({ email: stage.owner.me.email, password: stage.owner.password });
    return keeper;
  }

  /** @param {string} [rest] what follows `channels` in the address */
  async openChannels(rest = '') {
    await this.page.goto(`${this.url}/p/${this.project.id}/settings/channels${rest}`);
  }

  /** Opens the steps of a messenger and pastes what it gave. */
  async paste(platform, token) {
    await this.openChannels(`/connect/${platform}`);
    await this.page.locator('form').getByRole('textbox').first().fill(token);
  }

  press(name) {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Channels as the server knows them. */
  channels() {
    return this.stage.owner.all(`${this.path}/channels`);
  }

  async connectByApi(wish) {
    return this.stage.owner.post(`${this.path}/channels`, wish);
  }

  card(name) {
    return this.page.getByRole('listitem', { name, exact: true });
  }

  done(name) {
    return this.page.getByRole('heading', { name: words.en.connected(name) });
  }

  /** Waits until a client's words are in the project's inbox. */
  async expectInInbox(clientName) {
    await this.openInbox(this.project);
    await this.row(clientName).waitFor();
  }

  close() {
    return this.page.context().close();
  }
}
