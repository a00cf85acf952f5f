import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal, Session } from '../support/session.mjs';
import { SimulatorClient } from '../support/simulator_client.mjs';
import { connectAll, openAccounts } from './demo/accounts.mjs';
import { chats } from './demo/chats/index.mjs';
import { PlatformPhones, SitePhones } from './demo/phones.mjs';
import { Play } from './demo/play.mjs';

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
const chatsAtOnce = 6;

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
  const managers = [people.dmitry, people.elena];
  for (const { name, email, password, role } of managers) {
    await unless('auth.email_taken', () =>
      owner.post(`${path}/members`, { name, email, password, role }),
    );
  }
  const signIn = ({ email, password }) => new Session(panel).signIn(email, password);
  const [dmitry, elena] = await Promise.all(managers.map(signIn));
  return { anna: owner, dmitry, elena };
}

/** Does everything of a list, so many at once. */
async function inTurns(items, act) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: chatsAtOnce }, worker));
}

/** Connects the accounts and, the first time, lets people write. */
async function fill({ panel, path, team, accounts, played }) {
  const phones = {};
  for (const [name, account] of Object.entries(accounts))
    phones[name] = new PlatformPhones(account);
  const playOf = (script) => new Play({ phones: phones[script.platform], path, team, script });
  const onPlatforms = played ? [] : chats.filter(({ platform }) => phones[platform]).map(playOf);
  // Some have written before anybody was connected.
  await inTurns(onPlatforms, (play) => play.begin());
  const { webchat } = await connectAll(team.anna, path, accounts);
  if (played) return;
  phones.webchat = new SitePhones(panel, webchat);
  const onTheSite = chats.filter(({ platform }) => platform === 'webchat').map(playOf);
  await inTurns(onTheSite, (play) => play.begin());
  await inTurns([...onPlatforms, ...onTheSite], (play) => play.run());
  await phones.webchat.leave();
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
const accounts = await openAccounts(simulator, saved.accounts ?? {});
const known = Object.entries(accounts).map(
  ([
    name,
    {
      account: { id, token },
    },
  ]) => [name, { id, token }],
);
save({ accounts: Object.fromEntries(known) });
const played = saved.played === true;
await fill({ panel, path, team, accounts, played });
save({ played: true });
const signIns = Object.values(people);
const result = { panel, simulator: simulatorUrl, seeded: !played, sign_ins: signIns };
process.stdout.write(`${JSON.stringify(result)}\n`);
