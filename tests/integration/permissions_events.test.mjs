import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Panel } from '../support/panel.mjs';
import { until } from '../support/until.mjs';
import { Scene } from './permissions_scene.mjs';
import { events, eventsOfChats } from './permissions_table.mjs';

let scene;
before(async () => {
  scene = await Scene.open({ timing: { unclaimed_after_s: 2 } });
});
after(() => scene.close());

/** A panel of everybody; `frames` are what came as it came. */
async function openPanels() {
  const panels = {};
  for (const [name, { session }] of Object.entries(scene.people)) {
    panels[name] = await listen(session);
  }
  return panels;
}

async function listen(session, after) {
  const panel = await Panel.open(session);
  panel.frames = [];
  panel.socket.on('message', (frame) => panel.frames.push(frame.toString()));
  panel.answer = await panel.subscribe(scene.stage.project, after);
  return panel;
}

let marks = 0;
/** An event that everybody hears: what came before it has come then. */
async function mark(panels) {
  marks += 1;
  const name = `Mark ${marks}`;
  await scene.stage.owner.patch(scene.stage.path, { name });
  const isMark = ({ event, data }) => event === 'project.changed' && data.name === name;
  await Promise.all(Object.values(panels).map((panel) => panel.event(name, isMark)));
}

const closeAll = (panels) => Promise.all(Object.values(panels).map((panel) => panel.close()));

/** Makes a chat have every kind of event there is about chats. */
async function stir({ id, path, client, state }) {
  const { stage, holder, bot } = scene;
  if (state !== 'done') await stage.simulator.text(bot, client, `stirred text of ${id}`);
  await stage.owner.post(`${path}/notes`, { text: `stirred note of ${id}` });
  await stage.owner.patch(`${stage.path}/clients/${id}`, { notes: `stirred ${marks} of ${id}` });
  if (state !== 'active') return;
  await holder.post(`${path}/typing`);
  const { id: message } = await holder.post(`${path}/messages`, {
    text: `stirred answer of ${id}`,
  });
  await until('the answer to be sent', async () => {
    const messages = await stage.messages({ id });
    return messages.find((one) => one.id === message).status === 'sent';
  });
  await holder.patch(`${path}/messages/${message}`, { text: `stirred again of ${id}` });
}

const aboutChat = (frame) => events[JSON.parse(frame).event] === 'viewers of the chat';
/** What was told of a chat: kinds of events in whose text its id or a word of it stands. */
const toldOf = (panel, { id, client }) =>
  panel.frames.filter((frame) => frame.includes(id) || frame.includes(`"${client.first_name}"`));

/** Of what each person was told of each chat, what is right and what is not. */
function judge(panels, chats, wanted) {
  for (const [name, panel] of Object.entries(panels)) {
    for (const [which, chat] of chats) {
      const told = toldOf(panel, chat);
      const kinds = new Set(told.map((frame) => JSON.parse(frame).event));
      if (scene.people[name].sees.includes(which)) {
        for (const kind of wanted(chat)) assert.ok(kinds.has(kind), `${name}, ${which}: ${kind}`);
      } else {
        assert.deepEqual(told, [], `${name} was told of ${which}`);
      }
    }
  }
}

const kindsOf = ({ state }) => {
  const always = ['chat.changed', 'message.added', 'client.changed'];
  const ofActive = ['message.changed', 'message.moved', 'chat.typing'];
  return state === 'active' ? [...always, ...ofActive] : always;
};

test('INB-11: the socket tells of a chat those who see it, every kind of event, and nobody else', async () => {
  const panels = await openPanels();
  const chats = Object.entries(scene.chats);
  for (const [, chat] of chats) await stir(chat);
  await mark(panels);
  judge(panels, chats, kindsOf);
  const known = new Set(Object.keys(events));
  for (const panel of Object.values(panels)) {
    for (const { event } of panel.events) assert.ok(known.has(event), `${event} has no row`);
  }
  const made = new Set(chats.flatMap(([, chat]) => kindsOf(chat)));
  const rest = eventsOfChats.filter((kind) => !made.has(kind));
  assert.deepEqual(rest, ['chat.unclaimed'], 'the other kinds have a test of their own');
  await closeAll(panels);
});

test('NTF-3, INB-11: that nobody took a chat is told to those who see it', async () => {
  const panels = await openPanels();
  const { stage } = scene;
  const { chat } = await stage.writingClient(scene.bot, 'unclaimed');
  const path = `${stage.path}/chats/${chat.id}`;
  await stage.owner.post(`${path}/forward`, { department: scene.departments.barred.id });
  const isIt = ({ event, data }) => event === 'chat.unclaimed' && data.chat === chat.id;
  await panels.Insider.event('the timer', isIt);
  await mark(panels);
  for (const [name, panel] of Object.entries(panels)) {
    const hears = scene.people[name].sees.includes('barred new');
    assert.equal(panel.events.some(isIt), hears, name);
    if (name === 'Barred' || name === 'No new') {
      const told = panel.frames.filter(aboutChat).filter((frame) => frame.includes(chat.id));
      const later = told.filter((frame) => frame.includes(scene.departments.barred.id));
      assert.deepEqual(later, [], `${name} heard of it in the department`);
    }
  }
  await closeAll(panels);
});

test('INB-11: who comes back is told what was missed, of what they see', async () => {
  const panels = await openPanels();
  await mark(panels);
  const seen = Object.fromEntries(
    Object.entries(panels).map(([name, panel]) => [name, panel.lastSeen()]),
  );
  await Promise.all(Object.values(panels).map((panel) => panel.cut()));
  const chats = Object.entries(scene.chats);
  for (const [, chat] of chats) await stir(chat);
  const again = {};
  for (const [name, { session }] of Object.entries(scene.people)) {
    again[name] = await listen(session, seen[name]);
    assert.equal(again[name].answer.resync, false, name);
  }
  await mark(again);
  judge(again, chats, ({ state }) => kindsOf({ state }).filter((kind) => kind !== 'chat.typing'));
  await closeAll(again);
});

test('INB-11: a chat leaves a barred manager’s screen the moment a colleague’s act hides it', async () => {
  const { stage } = scene;
  const { client, chat } = await stage.writingClient(scene.bot, 'soon hidden');
  const path = `${stage.path}/chats/${chat.id}`;
  const acts = [
    ['No others', () => scene.holder.post(`${path}/take`)],
    ['No done', () => scene.holder.post(`${path}/done`)],
    ['No new', () => stage.simulator.text(scene.bot, client, 'again')],
    [
      'Barred',
      () => stage.owner.post(`${path}/forward`, { department: scene.departments.barred.id }),
    ],
    [
      'Outsider',
      () => stage.owner.post(`${path}/forward`, { department: scene.departments.closed.id }),
    ],
  ];
  for (const [name, act] of acts) {
    const panel = await listen(scene.people[name].session);
    await scene.people[name].session.get(path);
    const from = panel.events.length;
    await act();
    const isGone = ({ event, data }) => event === 'chat.gone' && data.chat === chat.id;
    await panel.event(`the chat to leave ${name}`, isGone, { from });
    const at = panel.events.findIndex(isGone);
    const after = panel.events
      .slice(at + 1)
      .filter((event) => JSON.stringify(event).includes(chat.id));
    assert.deepEqual(after, [], `${name} hears of it no more`);
    const { status } = await scene.people[name].session.ask('GET', path);
    assert.equal(status, 404);
    await panel.close();
  }
});

test('TEAM-3: who is forbidden something is told to fetch anew, and sees less at once', async () => {
  const { stage } = scene;
  const session = await scene.member('Changing');
  const panel = await listen(session);
  const path = `${stage.path}/members/${session.me.id}`;
  const hear = async (change) => {
    const from = panel.events.length;
    await stage.owner.patch(path, change);
    await panel.event('resync', ({ event }) => event === 'resync', { from });
  };
  const { id } = scene.chats.active;
  const status = async () => (await session.ask('GET', scene.chats.active.path)).status;
  assert.equal(await status(), 200);
  await hear({ permissions: { others: false } });
  assert.equal(await status(), 404);
  const from = panel.frames.length;
  await scene.stage.owner.post(`${scene.chats.active.path}/notes`, { text: 'unheard' });
  await mark({ panel });
  assert.ok(panel.frames.slice(from).every((frame) => !frame.includes(id)));
  await hear({ permissions: { others: true } });
  assert.equal(await status(), 200);
  await hear({ forbidden_departments: [scene.departments.barred.id] });
  assert.equal((await session.ask('GET', scene.chats['barred new'].path)).status, 404);
  await stage.owner.do('DELETE', path);
  const { code } = await panel.closed;
  assert.ok(code > 0, 'the socket of who left the team ends');
});

test('TEAM-3: contacts are masked in events for who may not see them', async () => {
  const { stage, chats } = scene;
  const panels = await openPanels();
  const phone = '+380 44 000 11 22';
  await stage.owner.patch(`${stage.path}/clients/${chats.active.id}`, { phone });
  await mark(panels);
  for (const [name, panel] of Object.entries(panels)) {
    const sees = scene.people[name].sees.includes('active') && name !== 'Everything';
    assert.equal(
      panel.frames.some((frame) => frame.includes(phone)),
      sees,
      name,
    );
  }
  const card = panels.Everything.events.find(({ event }) => event === 'client.changed');
  assert.deepEqual([card.data.phone, card.data.contacts], ['', false]);
  await closeAll(panels);
});

test('INB-11: everybody’s counters are their own', async () => {
  const panels = await openPanels();
  const { chat } = await scene.stage.writingClient(scene.bot, 'to be counted');
  await scene.holder.post(`${scene.stage.path}/chats/${chat.id}/take`);
  await panels.Insider.event('counters', ({ event }) => event === 'counters.changed');
  for (const [name, panel] of Object.entries(panels)) {
    const { session } = scene.people[name];
    const real = await session.get(`${scene.stage.path}/chats/counters`);
    const agree = () => {
      const last = panel.events.filter(({ event }) => event === 'counters.changed').at(-1);
      const seen = last?.data ?? real;
      return ['new', 'mine', 'others', 'done'].every((tab) => seen[tab] === real[tab]);
    };
    await until(`the counters of ${name}`, agree);
  }
  await closeAll(panels);
});
