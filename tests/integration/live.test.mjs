import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { Panel } from '../support/panel.mjs';
import { addMember, refused, Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { until } from '../support/until.mjs';

let stage;
let bot;
before(async () => {
  stage = await openStage();
  ({ bot } = await stage.connectBot());
});
after(() => stage.close());

/** What a panel shows that applied these events to what it had fetched. */
function apply(shown, events) {
  for (const { event, data } of events) {
    if (event === 'chat.changed') {
      const known = shown.chats.get(data.id);
      if (!known || known.version < data.version) shown.chats.set(data.id, data);
    }
    if (event === 'message.added' || event === 'message.changed') shown.messages.set(data.id, data);
    if (event === 'counters.changed') shown.counters = data;
  }
  return shown;
}

async function fetchAll() {
  const tabs = await Promise.all(['new', 'mine', 'done'].map((tab) => stage.chats(tab)));
  const chats = tabs.flat();
  const messages = (await Promise.all(chats.map((chat) => stage.messages(chat)))).flat();
  return {
    chats: new Map(chats.map((chat) => [chat.id, chat])),
    messages: new Map(messages.map((message) => [message.id, message])),
    counters: await stage.owner.get(`${stage.path}/chats/counters`),
  };
}

const sorted = (map) => [...map.values()].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));

test('CHT-2: a socket needs a session and the panel’s own origin', async () => {
  await assert.rejects(Panel.open(new Session(stage.server.url)), /refused: 401/);
  for (const origin of ['https://evil.example.com', 'null', `${stage.server.url}.evil.com`]) {
    await assert.rejects(Panel.open(stage.owner, { origin }), /refused: 403/, origin);
  }
  const panel = await Panel.open(stage.owner);
  const { person } = await panel.call('auth.me');
  assert.equal(person.id, stage.owner.me.id);
  await panel.close();
});

test('INB-1: what a client writes is on every panel at once, with counters', async () => {
  const panel = await stage.openPanel();
  const { client, chat } = await stage.writingClient(bot, 'live!');
  const added = await panel.event(
    'the message',
    ({ event, data }) => event === 'message.added' && data.text === 'live!',
  );
  assert.equal(added.data.chat, chat.id);
  const changed = await panel.event(
    'the chat',
    ({ event, data }) => event === 'chat.changed' && data.client.first_name === client.first_name,
  );
  assert.equal(changed.data.state, 'new');
  await panel.event(
    'the counters',
    ({ event, data }) => event === 'counters.changed' && data.new >= 1,
  );
  const numbers = panel.events.map(({ seq }) => seq);
  assert.deepEqual(
    numbers,
    numbers.map((_, n) => numbers[0] + n),
  );
  await panel.close();
});

test('INB-1: a panel cut off while 500 events pass shows the same as a fresh one', async () => {
  const panel = await stage.openPanel();
  const shown = await fetchAll();
  const marker = await stage.writingClient(bot, 'the last it saw');
  await panel.event(
    'the marker',
    ({ event, data }) => event === 'message.added' && data.text === 'the last it saw',
  );
  apply(shown, panel.events);
  const seen = panel.lastSeen();
  await panel.cut();

  const witness = await stage.openPanel();
  const clients = await Promise.all(Array.from({ length: 40 }, () => stage.newClient()));
  for (let n = 0; witness.events.length < 500; n += 1) {
    const client = clients[n % clients.length];
    await stage.simulator.text(bot, client, `missed ${n}`);
    if (n % 40 === 39) await stage.simulator.settled(bot);
  }
  await stage.owner.post(`${stage.path}/chats/${marker.chat.id}/take`);
  await stage.owner.post(`${stage.path}/chats/${marker.chat.id}/notes`, { text: 'the end' });
  await witness.event('the end', ({ data }) => data.text === 'the end');

  const again = await Panel.open(stage.owner);
  const answer = await again.subscribe(stage.project, seen);
  assert.deepEqual([answer.resync, answer.epoch], [false, seen.epoch]);
  const last = witness.lastSeen().seq;
  await again.event('the last missed event', ({ seq }) => seq === last);
  const missed = again.events.filter(({ seq }) => seq <= last);
  const numbers = missed.map(({ seq }) => seq);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  );
  // Of the tabs' numbers only the last matter; everything else comes, each once.
  const told = ({ event, seq }) => event !== 'counters.changed' && seq > seen.seq && seq <= last;
  assert.deepEqual(
    missed.filter(told).map(({ seq }) => seq),
    witness.events.filter(told).map(({ seq }) => seq),
  );
  assert.ok(missed.length >= 400);

  // Photos of the new clients are still asked for, so both are looked at until nothing moves.
  await until('the panel to show what a fresh one does', async () => {
    const fresh = await fetchAll();
    apply(shown, again.events);
    return (
      isDeepStrictEqual(shown.counters, fresh.counters) &&
      isDeepStrictEqual(sorted(shown.chats), sorted(fresh.chats)) &&
      isDeepStrictEqual(sorted(shown.messages), sorted(fresh.messages))
    );
  });
  await Promise.all([again.close(), witness.close()]);
});

test('INB-1: after another epoch, or from the future, a panel is told to fetch again', async () => {
  const panel = await Panel.open(stage.owner);
  const { epoch, seq } = await panel.subscribe(stage.project);
  await panel.close();
  for (const after of [
    { epoch: 'another', seq },
    { epoch, seq: seq + 1000 },
  ]) {
    const again = await Panel.open(stage.owner);
    const answer = await again.subscribe(stage.project, after);
    assert.deepEqual([answer.resync, answer.epoch], [true, epoch], JSON.stringify(after));
    await again.close();
  }
});

test('INB-1: a panel that was away for more events than are kept is told to fetch again', async () => {
  const client = await stage.newClient();
  const panel = await Panel.open(stage.owner);
  const { epoch, seq } = await panel.subscribe(stage.project);
  const late = await until(
    'the beginning to be forgotten',
    async () => {
      await Promise.all(
        Array.from({ length: 300 }, () => stage.simulator.text(bot, client, 'one of many')),
      );
      await stage.simulator.settled(bot, { waitMs: 30_000 });
      const again = await Panel.open(stage.owner);
      const answer = await again.subscribe(stage.project, { epoch, seq });
      await again.close();
      return answer.resync && answer;
    },
    { timeoutMs: 60_000 },
  );
  assert.equal(late.epoch, epoch);
  assert.ok(late.seq - seq > 500, `only ${late.seq - seq} events were kept`);
  await panel.close();
});

test('INB-11: a panel hears nothing of a project it did not subscribe to', async () => {
  const panel = await Panel.open(stage.owner);
  const other = await stage.owner.post('/projects', { name: 'Quiet' });
  await panel.subscribe(other);
  await stage.writingClient(bot, 'elsewhere');
  await stage.owner.patch(`/projects/${other.id}`, { name: 'Still quiet' });
  await panel.event('its own project', ({ event }) => event === 'project.changed');
  assert.deepEqual(new Set(panel.events.map(({ project }) => project)), new Set([other.id]));
  await panel.call('events.unsubscribe', { project: other.id });
  const heard = panel.events.length;
  await stage.owner.patch(`/projects/${other.id}`, { name: 'Unheard' });
  await panel.call('projects.get', { project: other.id });
  assert.equal(panel.events.length, heard);
  await panel.close();
});

test('INT-7: the socket refuses what it can’t do with a problem and stays open', async () => {
  const panel = await Panel.open(stage.owner);
  await assert.rejects(
    panel.call('chats.explode'),
    ({ status }) => status === 404 || status === 400,
  );
  await assert.rejects(
    panel.call('auth.sign_in', { email: 'a@b.c', password: 'x' }),
    ({ status }) => status >= 400 && status < 500,
  );
  await refused(
    panel.call('projects.create', { name: 'P', colour: 'red' }),
    400,
    'request.unknown_field',
  );
  await refused(panel.call('projects.create', { name: '' }), 400, 'request.invalid');
  const made = await panel.call('projects.create', { name: 'By socket' });
  assert.equal(made.name, 'By socket');
  await panel.close();
});

test('INT-7: garbage on one socket harms no other', async () => {
  const healthy = await stage.openPanel();
  for (const garbage of [
    '',
    '{',
    '[]',
    '{"id":{},"op":[]}',
    'x'.repeat(2_000_000),
    Buffer.from([0xff, 0x00]),
  ]) {
    const panel = await Panel.open(stage.owner);
    panel.socket.send(garbage);
    const alive = panel.call('auth.me').catch(() => null);
    await Promise.race([alive, panel.closed]);
    await panel.cut();
  }
  const { person } = await healthy.call('auth.me');
  assert.equal(person.id, stage.owner.me.id);
  await healthy.close();
});

test('TEAM-1: a new member and a changed channel are told live', async () => {
  const panel = await stage.openPanel();
  const member = await addMember(stage.owner, stage.project, { name: 'Новенькая' });
  const heard = await panel.event('the member', ({ event }) => event === 'member.changed');
  assert.deepEqual([heard.data.id, heard.data.name], [member.me.id, 'Новенькая']);
  const { channel } = await stage.connectBot();
  await panel.event(
    'the channel',
    ({ event, data }) => event === 'channel.changed' && data.id === channel.id,
  );
  await panel.close();
});
