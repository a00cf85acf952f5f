import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal, Session } from '../support/session.mjs';
import { SimulatorClient } from '../support/simulator_client.mjs';
import { until } from '../support/until.mjs';
import { chats } from './demo_chats.mjs';

const usage = 'usage: node demo.mjs --panel URL --simulator URL --file STATEFILE';
const people = {
  anna: {
    name: 'Анна Орлова',
    email: 'anna@shop.example',
    password: 'linen-and-silk',
    role: 'owner',
  },
  dmitry: {
    name: 'Дмитрий Ковш',
    email: 'dmitry@shop.example',
    password: 'blue-dress-46',
    role: 'manager',
  },
  elena: {
    name: 'Елена Март',
    email: 'elena@shop.example',
    password: 'green-dress-44',
    role: 'manager',
  },
};
const chatsAtOnce = 4;
const blocked = { status: 403, description: 'Forbidden: bot was blocked by the user' };

function readArguments() {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { panel: text, simulator: text, file: text } });
  if (values.panel && values.simulator && values.file) return values;
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

/** Gives null where the API refuses with this code. */
async function unless(code, action) {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Refusal && error.code === code) return null;
    throw error;
  }
}

/** Signs the owner up, or in when the account is there from an earlier run. */
async function openOwner(panel) {
  const { name, email, password } = people.anna;
  const session = new Session(panel);
  const fresh = await unless('auth.email_taken', () =>
    session.signUp({ name, email, password, locale: 'ru' }),
  );
  return fresh ?? session.signIn(email, password);
}

async function openTeam(panel, owner, path) {
  const team = { anna: owner };
  for (const key of ['dmitry', 'elena']) {
    const { name, email, password, role } = people[key];
    await unless('auth.email_taken', () =>
      owner.post(`${path}/members`, { name, email, password, role }),
    );
    team[key] = await new Session(panel).signIn(email, password);
  }
  return team;
}

/** Plays one conversation, each step once the one before it has been seen on the other side. */
class Play {
  constructor({ simulator, bot, path, team }) {
    Object.assign(this, { simulator, bot, path, team });
    this.chat = null;
  }

  async run({ client, steps }) {
    this.client = await this.simulator.addClient(client);
    for (const step of steps) await this.#step(step);
  }

  #step(step) {
    if (step.says) return this.#client('text', { text: step.says });
    if (step.sends) return this.#client(step.sends, step.with ?? {});
    if (step.take) return this.#staff(step.take, 'take');
    if (step.done) return this.#staff(step.done, 'done');
    if (step.notes) return this.#staff(step.by, 'notes', { text: step.notes });
    if (step.blocks) {
      return this.simulator.fault(this.bot, { kind: 'error', ...blocked, client: this.client.id });
    }
    return this.#answer(step);
  }

  async #client(action, params) {
    const before = await this.#incoming();
    await this.simulator.act(this.bot, this.client, action, params);
    await until(`${action} of ${this.client.first_name}`, async () => {
      return (await this.#incoming()) > before;
    });
  }

  async #staff(who, verb, body = {}) {
    await this.team[who].post(`${this.#chatPath()}/${verb}`, body);
  }

  async #answer({ answers, by }) {
    const session = this.team[by];
    const sent = await session.post(`${this.#chatPath()}/messages`, { text: answers });
    const message = await until(`"${answers}" to be on its way`, async () => {
      const page = await session.get(`${this.#chatPath()}/messages?limit=10`);
      return page.items.find(
        (one) => one.id === sent.id && ['sent', 'failed'].includes(one.status),
      );
    });
    if (message.status === 'failed') await this.simulator.act(this.bot, this.client, 'block');
  }

  #chatPath() {
    return `${this.path}/chats/${this.chat.id}`;
  }

  /** How many messages of the client the inbox has. */
  async #incoming() {
    const { anna } = this.team;
    if (!this.chat) {
      const page = await anna.get(`${this.path}/chats?tab=new&limit=200`);
      const fullName = [this.client.first_name, this.client.last_name].filter(Boolean).join(' ');
      this.chat = page.items.find((chat) => chat.client.name === fullName) ?? null;
    }
    if (!this.chat) return 0;
    const page = await anna.get(`${this.#chatPath()}/messages?limit=200`);
    return page.items.filter((message) => message.kind === 'incoming').length;
  }
}

async function playAll(stage) {
  const waiting = [...chats];
  const worker = async () => {
    for (let chat = waiting.shift(); chat; chat = waiting.shift()) await new Play(stage).run(chat);
  };
  await Promise.all(Array.from({ length: chatsAtOnce }, worker));
}

/** The bot of an earlier run, or a new one; the platform forgets when it has no state file. */
async function openBot(simulator, token) {
  const known = (await simulator.bots()).find((bot) => bot.token === token);
  const wish = { first_name: 'Лавка «Лён и шёлк»', username: 'linen_and_silk_bot' };
  return known ?? simulator.addBot(token ? { ...wish, token } : wish);
}

const { panel, simulator: simulatorUrl, file } = readArguments();
const simulator = new SimulatorClient(simulatorUrl);
const saved = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const save = (more) => writeFileSync(file, JSON.stringify(Object.assign(saved, more), null, 2));

const owner = await openOwner(panel);
const { projects } = await owner.refresh();
const project =
  projects[0] ?? (await owner.post('/projects', { name: 'Лён и шёлк', time_zone: 'Europe/Minsk' }));
const path = `/projects/${project.id}`;
const team = await openTeam(panel, owner, path);
const bot = await openBot(simulator, saved.token);
save({ token: bot.token });
const channels = await owner.all(`${path}/channels`);
if (channels.length === 0) {
  const wish = { platform: 'telegram', token: bot.token, mode: 'polling' };
  await owner.post(`${path}/channels`, wish);
}
const played = saved.played === true;
if (!played) {
  await playAll({ simulator, bot, path, team });
  save({ played: true });
}
const signIns = Object.values(people);
const result = { panel, simulator: simulatorUrl, seeded: !played, sign_ins: signIns };
process.stdout.write(`${JSON.stringify(result)}\n`);
