import { startSimulator } from '../simulator/server.mjs';
import { Panel } from './panel.mjs';
import { startServer } from './server.mjs';
import { Session } from './session.mjs';
import { SimulatorClient } from './simulator_client.mjs';
import { until } from './until.mjs';
import { merged } from './toml.mjs';

/** A server and a simulator side by side, with an owner and a project. */
export class Stage {
  /** Platforms that know the installation's app. @type {Set<string>} */
  #appsMade = new Set();

  /** @param {{server: any, platform: any, owner: Session, project: any}} parts */
  constructor({ server, platform, owner, project }) {
    this.server = server;
    this.platform = platform;
    this.simulator = new SimulatorClient(platform.url);
    this.owner = owner;
    this.project = project;
    this.path = `/projects/${project.id}`;
  }

  /**
   * A new bot of the platform, connected to the project.
   * @param {{mode?: 'webhook' | 'polling', name?: string}} [wish]
   */
  async connectBot({ mode = 'webhook', name = 'Shop' } = {}) {
    const bot = await this.simulator.addBot({ first_name: name });
    const wish = { platform: 'telegram', token: bot.token, mode };
    const channel = await this.owner.post(`${this.path}/channels`, wish);
    return { bot, channel };
  }

  /**
   * A new account of a platform, connected to the project.
   * @param {'viber' | 'vk' | 'messenger'} platform
   * @param {{account?: object, connect?: object}} [wish]  fields of the account, of the connection
   */
  async connectAccount(platform, { account = {}, connect = {} } = {}) {
    const simulated = await this.platformWithApp(platform);
    const made = await simulated.addAccount({ name: 'Shop', ...account });
    const wish = { platform, token: made.token, mode: 'webhook', ...connect };
    const channel = await this.owner.post(`${this.path}/channels`, wish);
    return { account: made, channel, platform: simulated };
  }

  /** A platform of the simulator that knows the installation's app. */
  async platformWithApp(name) {
    const simulated = this.simulator.platform(name);
    if (!apps[name] || this.#appsMade.has(name)) return simulated;
    this.#appsMade.add(name);
    await simulated.ask('POST', '/apps', apps[name]);
    return simulated;
  }

  /** A person of a platform whose name no other has. @param {any} link  what connectAccount gave */
  newPerson({ platform }, fields = {}) {
    // No name is the beginning of another, with the time beside it neither.
    return platform.addClient({ name: `Person ${++clients}n`, ...fields });
  }

  /**
   * A person of a platform that has written, and the chat that came of it.
   * @param {any} link  what connectAccount gave
   * @param {{text?: string, fields?: object}} [how]
   */
  async talk(link, { text = 'hello', fields = {} } = {}) {
    const client = await this.newPerson(link, fields);
    await link.platform.text(link.account, client, text);
    const chat = await this.chatNamed(client.name);
    return { ...link, client, chat, chatPath: `${this.path}/chats/${chat.id}` };
  }

  /** As talk, and the session has taken the chat. */
  async takenTalk(link, how = {}, session = this.owner) {
    const talk = await this.talk(link, how);
    return { ...talk, chat: await session.post(`${talk.chatPath}/take`) };
  }

  /** The chat of the client with this name, once it is there and fits. */
  chatNamed(name, { tab = 'new', fits = (_chat) => true } = {}) {
    return until(`a chat with ${name} in ${tab}`, async () => {
      const chats = await this.chats(tab);
      return chats.find((chat) => chat.client.name === name && fits(chat));
    });
  }

  /** The newest message of a chat that fits, once there is one. */
  messageOf(chat, what, fits, { timeoutMs = 15_000 } = {}) {
    const look = async () => (await this.messages(chat)).reverse().find(fits);
    return until(`${what} in chat ${chat.id}`, look, { timeoutMs });
  }

  /**
   * A file for messages, as the panel uploads it.
   * @param {Uint8Array} bytes
   * @param {{name?: string, type?: string, as?: 'photo' | 'file'}} [how]
   */
  async upload(bytes, { name = 'file.bin', type = 'application/octet-stream', as } = {}) {
    const form = new FormData();
    if (as) form.set('as', as);
    form.set('file', new Blob([bytes], { type }), name);
    return this.owner.postForm(`${this.path}/files`, form);
  }

  /** A panel of the owner, or of another session, that hears the project's events. */
  async openPanel(session = this.owner) {
    const panel = await Panel.open(session);
    await panel.subscribe(this.project);
    return panel;
  }

  /** @param {string} tab */
  chats(tab, session = this.owner) {
    return session.all(`${this.path}/chats?tab=${tab}`);
  }

  /** The chat of a client, once it is there and fits. */
  chatOf(client, { tab = 'new', fits = (_chat) => true } = {}) {
    return until(`a chat with ${client.first_name} in ${tab}`, async () => {
      const chats = await this.chats(tab);
      const known = client.first_name;
      return chats.find((chat) => chat.client.first_name === known && fits(chat));
    });
  }

  /** A client whose name no other has, so that its chat is found by it. */
  newClient(fields = {}) {
    return this.simulator.addClient({ first_name: `Client ${++clients}`, ...fields });
  }

  /** A client that has written, and the chat that came of it. */
  async writingClient(bot, text = 'hello', fields = {}) {
    const client = await this.newClient(fields);
    await this.simulator.text(bot, client, text);
    return { client, chat: await this.chatOf(client) };
  }

  /** As writingClient, and the session has taken the chat. */
  async takenChat(bot, session = this.owner) {
    const { client, chat } = await this.writingClient(bot);
    const taken = await session.post(`${this.path}/chats/${chat.id}/take`);
    return { client, chat: taken, path: `${this.path}/chats/${chat.id}` };
  }

  /** The messages of a chat, oldest first. */
  async messages(chat, session = this.owner) {
    const newestFirst = await session.all(`${this.path}/chats/${chat.id}/messages`);
    return newestFirst.reverse();
  }

  /** The message with a text, once its status is as wished. */
  messageWith(chat, text, status, { timeoutMs = 15_000 } = {}) {
    return until(
      `"${text.slice(0, 40)}" to be ${status}`,
      async () => {
        const messages = await this.messages(chat);
        return messages.find((message) => message.text === text && message.status === status);
      },
      { timeoutMs },
    );
  }

  async close() {
    try {
      await this.server.dispose();
    } finally {
      await this.platform.close();
    }
  }
}

let clients = 0;

/** An app of the installation's own at VK and at Facebook, as the simulator is told to have it. */
export const apps = {
  vk: { app_id: '7001', app_secret: 'vk-app-secret' },
  messenger: {
    app_id: '263902037430900',
    app_secret: 'meta-test-app-secret',
    verify_token: 'our-verify-token',
  },
};

/** Where the simulator has each platform, as settings of the server. */
export function platformsAt(url) {
  return {
    allow_private_addresses: true,
    telegram: { api_url: url },
    viber: { api_url: `${url}/viber/pa` },
    vk: { api_url: `${url}/vk`, oauth_url: `${url}/vk/oauth`, id_url: `${url}/vk/id`, ...apps.vk },
    messenger: {
      api_url: `${url}/messenger`,
      oauth_url: `${url}/messenger`,
      ...apps.messenger,
    },
  };
}

/**
 * @param {{settings?: object, simulator?: object}} [options]
 *   settings of the server and options of the simulator that differ from the usual
 */
export async function openStage({ settings = {}, simulator = {} } = {}) {
  const platform = await startSimulator({ retryScale: 0.02, webhookPauseMs: 0, ...simulator });
  const simulated = { platforms: platformsAt(platform.url) };
  try {
    const server = await startServer(merged(simulated, settings));
    const owner = await new Session(server.url).signUp({ name: 'Owner' });
    const project = await owner.post('/projects', { name: 'Shop' });
    return new Stage({ server, platform, owner, project });
  } catch (error) {
    await platform.close();
    throw error;
  }
}
