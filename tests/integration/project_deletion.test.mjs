import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, utimesSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { startPostgres } from '../support/postgres.mjs';
import { addMember, refused, Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

const messages = 20_000;
/** A request may take so long; the last row of a project stays until none can be under way. */
const requestSeconds = 10;
const patience = { timeoutMs: 60_000 };

let postgres;
let stage;
/** Tables with rows of projects, as the database itself says. */
let tables;
before(async () => {
  postgres = await startPostgres();
  stage = await openStage({
    settings: { database: { url: postgres.url }, limits: { request_s: requestSeconds } },
  });
  tables = postgres
    .query("SELECT table_name FROM information_schema.columns WHERE column_name = 'project_id'")
    .split('\n');
  assert.ok(tables.length >= 27, tables.join());
});
after(async () => {
  await stage.close();
  await postgres.dispose();
});

/** Rows of a project, all tables together, and that of the project itself. */
function rowsOf({ id }) {
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE project_id = ${id})`);
  const own = `(SELECT count(*) FROM projects WHERE id = ${id})`;
  return Number(postgres.query(`SELECT ${[...counts, own].join(' + ')}`));
}
const messagesOf = ({ id }) =>
  Number(postgres.query(`SELECT count(*) FROM messages WHERE project_id = ${id}`));
const gone = (project) =>
  until(`nothing of project ${project.id}`, () => rowsOf(project) === 0, patience);

/** Many messages in a chat, straight into the table. */
function fill(project, chat) {
  const columns = `project_id, chat_id, id, dialog_id, kind, content, status, action, text,
    external_id, client_key, error_code, error_text, created_at`;
  postgres.query(`INSERT INTO messages (${columns})
    SELECT ${project.id}, ${chat.id}, n, 1, 0, 0, 0, 0, 'x', '', '', '', '', now()
    FROM generate_series(1, ${messages}) n`);
}

/** Another project of the owner with a chat, so that there is something to lose. */
async function project(name) {
  const made = await stage.owner.post('/projects', { name });
  const bot = await stage.simulator.addBot({ first_name: name });
  const wish = { platform: 'telegram', token: bot.token, mode: 'webhook' };
  const channel = await stage.owner.post(`/projects/${made.id}/channels`, wish);
  const client = await stage.newClient();
  await stage.simulator.text(bot, client, 'hello');
  const path = `/projects/${made.id}`;
  const chat = await until(`a chat in ${name}`, async () => {
    const [first] = await stage.owner.all(`${path}/chats?tab=new`);
    return first;
  });
  return { ...made, path, bot, channel, client, chat };
}
const remove = (target, by = stage.owner, name = target.name) =>
  by.do('DELETE', `/projects/${target.id}`, { name });

async function upload(target, bytes) {
  const form = new FormData();
  form.set('file', new Blob([bytes]), 'notes.txt');
  await stage.owner.postForm(`${target.path}/files`, form);
  const id = createHash('sha256').update(bytes).digest('hex');
  const file = `${stage.server.dataDir}/files/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`;
  assert.ok(existsSync(file));
  // As if it had been here since yesterday: what came just now is spared for a while.
  const yesterday = Date.now() / 1000 - 86_400;
  utimesSync(file, yesterday, yesterday);
  return file;
}

/** Keeps a row from being deleted until `release`. */
async function hold(sql) {
  const held = `BEGIN; ${sql} FOR UPDATE; SELECT pg_sleep(600)`;
  const child = spawn('psql', ['-AtX', '-d', postgres.url, '-c', held], { stdio: 'ignore' });
  const mine = "FROM pg_stat_activity WHERE query LIKE 'BEGIN;%pg_sleep(600)'";
  const sleeping = `${mine} AND wait_event = 'PgSleep'`;
  await until('the row to be held', () => postgres.query(`SELECT count(*) ${sleeping}`) === '1');
  return async () => {
    const ended = new Promise((resolve) => child.once('close', resolve));
    postgres.query(`SELECT pg_terminate_backend(pid) ${mine}`);
    await ended;
  };
}

test('PRJ-5: only the owner deletes a project and only by its name', async () => {
  const shop = await project('Careful');
  const admin = await addMember(stage.owner, shop, { role: 'admin' });
  await refused(remove(shop, admin), 403, 'access.denied');
  const error = await refused(remove(shop, stage.owner, 'careful'), 400, 'request.invalid');
  assert.equal(error.body.errors[0].pointer, '/name');
  await refused(stage.owner.do('DELETE', shop.path), 400, 'request.invalid');
  const stranger = await new Session(stage.server.url).signUp();
  await refused(remove(shop, stranger), 404, 'not_found');
  assert.equal((await stage.owner.get(shop.path)).name, 'Careful');
});

test('PRJ-5: a deleted project is nowhere at once, its bot is free and all its rows go', async () => {
  const shop = await project('Shop to go');
  const other = await project('Shop to stay');
  const manager = await addMember(stage.owner, shop);
  const panel = await Panel.open(manager);
  await panel.subscribe(shop);
  const shared = randomBytes(64);
  const own = await upload(shop, randomBytes(64));
  const both = await upload(shop, shared);
  await upload(other, shared);
  fill(shop, shop.chat);
  const kept = rowsOf(other);

  await remove(shop);
  await refused(stage.owner.get(shop.path), 404, 'not_found');
  await refused(manager.get(`${shop.path}/chats?tab=new`), 404, 'not_found');
  await panel.event('a resync', ({ event }) => event === 'resync');
  const names = (await stage.owner.refresh()).projects.map(({ name }) => name);
  assert.ok(!names.includes(shop.name) && names.includes(other.name));

  const { world } = stage.platform;
  await until('the platform to let go', () => world.bot(shop.bot.id).webhook === null);
  await gone(shop);
  const wish = { platform: 'telegram', token: shop.bot.token, mode: 'webhook' };
  const again = await stage.owner.post(`${other.path}/channels`, wish);
  assert.equal(again.state, 'connected');
  await stage.simulator.text(shop.bot, shop.client, 'still here?');
  await until('the client in the other project', async () => {
    const chats = await stage.owner.all(`${other.path}/chats?tab=new`);
    return chats.length === 2;
  });

  await until('its own file to go', () => !existsSync(own), patience);
  assert.ok(existsSync(both), 'a file of another project stays');
  assert.ok(rowsOf(other) >= kept);
  await panel.close();
});

test('PRJ-5: a crash in the middle of a deletion is gone on with after the start', async () => {
  const shop = await project('Crashes');
  const other = await project('Survives');
  fill(shop, shop.chat);
  fill(other, other.chat);
  const kept = rowsOf(other);
  const last = `chat_id = ${shop.chat.id} AND id = ${messages}`;
  const release = await hold(`SELECT 1 FROM messages WHERE project_id = ${shop.id} AND ${last}`);
  await remove(shop);
  await until(
    'the deletion to be in the middle',
    () => {
      const left = messagesOf(shop);
      return left > 0 && left < messages / 2;
    },
    patience,
  );
  await stage.server.killServer();
  assert.ok(messagesOf(shop) > 0, 'it was in the middle');
  await release();
  await stage.server.start();
  await refused(stage.owner.get(shop.path), 404, 'not_found');
  await gone(shop);
  assert.equal(messagesOf(other), messages + 1);
  assert.ok(rowsOf(other) >= kept);
  assert.equal((await stage.owner.get(other.path)).name, 'Survives');
});

test('PRJ-5: what was only marked before a crash is let go of by the platforms after the start', async () => {
  const shop = await project('Marked');
  await stage.server.killServer();
  postgres.query(
    `UPDATE projects SET deleted_at = now() - interval '1 hour' WHERE id = ${shop.id}`,
  );
  const { world } = stage.platform;
  assert.ok(world.bot(shop.bot.id).webhook.url);
  await stage.server.start();
  await gone(shop);
  assert.equal(world.bot(shop.bot.id).webhook, null);
});
