import { startSimulator } from '../simulator/server.mjs';
import { startServer } from '../support/server.mjs';
import { Session } from '../support/session.mjs';
import { Stage } from '../support/stage.mjs';
import { merged } from '../support/toml.mjs';

/** The settings of a server whose platforms are all in the simulator, with an app at two of them. */
function settingsFor(url, vk, messenger) {
  return {
    platforms: {
      allow_private_addresses: true,
      telegram: { api_url: url },
      viber: { api_url: `${url}/viber/pa` },
      vk: {
        api_url: `${url}/vk`,
        oauth_url: `${url}/vk/oauth`,
        id_url: `${url}/vk/id`,
        app_id: String(vk.app_id ?? vk.id),
        app_secret: vk.app_secret ?? vk.secret,
      },
      messenger: {
        api_url: `${url}/messenger`,
        oauth_url: `${url}/messenger`,
        app_id: String(messenger.app_id),
        app_secret: messenger.app_secret,
      },
    },
  };
}

/**
 * A server that can connect every messenger, by token and by login, with an owner and a project.
 * @param {{settings?: object}} [options]  settings that differ from the usual
 */
export async function openEveryStage({ settings = {} } = {}) {
  const platform = await startSimulator({ retryScale: 0.02, webhookPauseMs: 0 });
  try {
    const make = (name) => askSimulator(platform.url, `/control/${name}/apps`, {});
    const [vk, messenger] = [await make('vk'), await make('messenger')];
    const server = await startServer(merged(settingsFor(platform.url, vk, messenger), settings));
    const owner = await new Session(server.url).signUp({ name: 'Owner' });
    const project = await owner.post('/projects', { name: 'Shop' });
    const stage = new Stage({ server, platform, owner, project });
    stage.apps = { vk, messenger };
    return stage;
  } catch (error) {
    await platform.close();
    throw error;
  }
}

async function askSimulator(url, path, body) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`simulator ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
