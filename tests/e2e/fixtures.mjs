import { test as base } from '@playwright/test';
import { openStage } from '../support/stage.mjs';

/** Tests with a real server and simulator: `stage`, one for all tests of a worker. */
export const test = base.extend({
  stage: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
    async ({}, use) => {
      const stage = await openStage();
      await use(stage);
      await stage.close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';

let projects = 0;

/** A project of its own for a test, with a connected bot. */
export async function freshProject(stage, { mode = 'webhook' } = {}) {
  const project = await stage.owner.post('/projects', { name: `Project ${++projects}` });
  const path = `/projects/${project.id}`;
  const bot = await stage.simulator.addBot({ first_name: 'Shop' });
  await stage.owner.post(`${path}/channels`, { platform: 'telegram', token: bot.token, mode });
  return { project, path, bot };
}

/** How to sign in as the owner of the stage. */
export const ownerSignIn = (stage) => ({
  email: stage.owner.me.email,
  password: stage.owner.password,
});
