import assert from 'node:assert/strict';
import { until } from '../support/until.mjs';
import { same, viewOf } from './ownership_explain.mjs';
import { tabOf } from './ownership_model.mjs';
import { compareRows } from './ownership_rows.mjs';

const tabs = ['new', 'mine', 'others', 'done'];
/** How long what follows a change of the whole project may take, and what a socket is told. */
const patience = { timeoutMs: 30_000, everyMs: 30 };

/** Every chat as the owner finds it in exactly one tab. @returns {Promise<Map<string, any>>} */
async function chatsOfOwner(walk) {
  const found = new Map();
  for (const tab of tabs) {
    for (const chat of await walk.stage.chats(tab)) {
      assert.ok(!found.has(chat.id), `chat ${chat.id} is in two tabs`);
      found.set(chat.id, { ...chat, tab });
    }
  }
  assert.deepEqual([...found.keys()].sort(), [...walk.tracks.keys()].sort(), 'no chat is lost');
  return found;
}

/** The same while chats may still move, by an offer's end too, from one tab to another between two looks. */
async function chatsIfCalm(walk) {
  try {
    return await chatsOfOwner(walk);
  } catch (error) {
    if ((walk.changing || walk.offersEndSoon) && error.code === 'ERR_ASSERTION') return null;
    throw error;
  }
}

/** System lines behind the newest one known, oldest first. */
async function newLines(walk, track) {
  const path = `${walk.stage.path}/chats/${track.id}/messages?limit=200`;
  const lines = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await walk.stage.owner.get(cursor ? `${path}&cursor=${cursor}` : path);
    const fresh = page.items.filter(({ id }) => BigInt(id) > track.lastLine);
    lines.unshift(...fresh.filter(({ kind }) => kind === 'system').reverse());
    cursor = fresh.length === page.items.length ? page.next_cursor : null;
  }
  return lines;
}

const kinds = { member: 'm', department: 'd' };
const told = ({ action: { type, by, subject } }) => [
  type,
  by?.id ?? null,
  subject ? kinds[subject.kind] + subject.id : null,
];

/** One look at a chat: whether it is as its calls have made it. */
async function confirm(walk, track, chat) {
  const lines = await newLines(walk, track);
  const now = await walk.stage.owner.get(`${walk.stage.path}/chats/${track.id}`);
  if (!same(viewOf(now), viewOf(chat))) return false;
  if (!track.confirm(now, lines.map(told))) return false;
  track.lastLine = BigInt(lines.at(-1)?.id ?? track.lastLine);
  track.newLines.push(...lines.map(({ id }) => id));
  // An offer that is about to end would end while all is being compared.
  return track.guess.offered === null || !walk.offersEndSoon;
}

/** All chats are there, once, each as its calls have made it. */
async function confirmAll(walk) {
  const waiting = new Set(walk.tracks.values());
  for (const track of waiting) track.newLines = [];
  let last = null;
  const look = async () => {
    const chats = await chatsIfCalm(walk);
    if (!chats) return false;
    for (const track of waiting) {
      const chat = chats.get(track.id);
      if (await confirm(walk, track, chat)) waiting.delete(track);
      else last = chat;
    }
    return waiting.size === 0;
  };
  await until('the chats to be as their calls made them', look, patience).catch(async (error) => {
    const [track] = waiting;
    if (!track) throw error;
    const lines = (await newLines(walk, track)).map(told);
    throw track.violation(`${error.message}; ${waiting.size} are not`, { chat: last, lines });
  });
}

const compared = [
  ...['version', 'state', 'responsible', 'participants', 'pending_transfer', 'department'],
  ...['unread', 'dialog', 'dialogs'],
];
/** What everybody must be shown alike. */
const facts = (chat) => Object.fromEntries(compared.map((name) => [name, chat[name]]));

/** The lists of a person: tab → chats; a forbidden tab is refused and counts as empty. */
async function listsOf(walk, person) {
  const lists = {};
  for (const tab of tabs) {
    const path = `${walk.stage.path}/chats?tab=${tab}`;
    if (person.reader.mayOpen(tab)) {
      lists[tab] = await person.session.all(path);
    } else {
      const { status, body } = await person.session.ask('GET', path);
      assert.deepEqual([status, body.code], [403, 'access.denied'], `${person.name}: ${tab}`);
      lists[tab] = [];
    }
  }
  return lists;
}

async function compareLists(walk, person, owned) {
  const lists = await listsOf(walk, person);
  const lengths = Object.fromEntries(tabs.map((tab) => [tab, lists[tab].length]));
  let counters;
  const counted = async () => {
    counters = await person.session.get(`${walk.stage.path}/chats/counters`);
    return tabs.every((tab) => counters[tab] === lengths[tab]);
  };
  // Who counts hears of an offer's end a moment after the tables have it.
  await until('the counters', counted, { timeoutMs: 5000 }).catch(() => {});
  for (const tab of tabs) {
    const mine = [...walk.tracks.values()]
      .filter((track) => tabOf(walk.world, track.guess, person.id) === tab)
      .map(({ id }) => id);
    const what = `${person.name}: ${tab}`;
    assert.deepEqual(lists[tab].map(({ id }) => id).sort(), mine.sort(), what);
    assert.equal(counters[tab], mine.length, `the number of ${what}`);
    for (const chat of lists[tab]) assert.deepEqual(facts(chat), facts(owned.get(chat.id)), what);
  }
  return lists;
}

/** What the person's socket told is what the lists say. */
async function compareMirror(person, lists) {
  const { reader } = person;
  await reader.settled();
  const all = new Map(Object.values(lists).flatMap((list) => list.map((chat) => [chat.id, chat])));
  const difference = () => {
    for (const id of reader.mirror.keys()) if (!all.has(id)) return `${id} did not go`;
    for (const [id, chat] of all) {
      const known = reader.mirror.get(id);
      if (!known) return `${id} did not come`;
      if (known.version < chat.version) return `${id} is an older one`;
      if (!same(viewOf(known), viewOf(chat))) return `${id} is another one`;
    }
    const counts = Object.fromEntries(tabs.map((tab) => [tab, lists[tab].length]));
    const wrong = reader.counters && tabs.some((tab) => reader.counters[tab] !== counts[tab]);
    return wrong ? `counters: ${JSON.stringify([reader.counters, counts])}` : null;
  };
  const agreed = () => {
    person.walk.check();
    return difference() === null;
  };
  await until('a socket to agree with the lists', agreed, patience).catch((error) => {
    throw new Error(`${person.name}: ${error.message}: ${difference()}`);
  });
}

/** Of the lines of the last round a chief's socket told each, once and in order. */
function compareLines(walk, person) {
  const { reader } = person;
  const chief = walk.world.people.get(person.id).chief;
  for (const track of walk.tracks.values()) {
    const heard = reader.lines.get(track.id) ?? [];
    if (chief && reader.whole) {
      assert.deepEqual(heard, track.newLines, `${person.name} was told the lines of ${track.id}`);
    }
    const real = new Set(track.newLines);
    const made = heard.filter((id) => BigInt(id) > track.lastLine && !real.has(id));
    assert.deepEqual(made, [], `${person.name} was told lines that are none`);
  }
  reader.emptyLines(true);
}

/** Of chats that a person may not see nothing answers. */
async function compareUnseen(walk, person) {
  const unseen = [...walk.tracks.values()].filter(
    (track) => tabOf(walk.world, track.guess, person.id) === null,
  );
  for (const { id } of walk.random.some(unseen, 2)) {
    const path = `${walk.stage.path}/chats/${id}`;
    for (const address of [path, `${path}/messages`, path.replace('/chats/', '/clients/')]) {
      const { status } = await person.session.ask('GET', address);
      assert.equal(status, 404, `${person.name}: ${address}`);
    }
  }
}

/** A department's part of a list and the whole list agree. */
async function compareDepartments(walk) {
  for (const department of walk.world.departments.keys()) {
    const expected = [...walk.tracks.values()]
      .filter(({ guess }) => guess.state === 'new' && guess.department === department)
      .map(({ id }) => id);
    const path = `${walk.stage.path}/chats?tab=new&department=${department}`;
    const found = (await walk.stage.owner.all(path)).map(({ id }) => id);
    assert.deepEqual(found.sort(), expected.sort());
  }
}

/** Nobody does anything now: everything that can be asked must say the same. */
export async function compare(walk) {
  await confirmAll(walk);
  walk.changing = false;
  const owned = await chatsOfOwner(walk);
  const look = async (person) => {
    const lists = await compareLists(walk, person, owned);
    await compareMirror(person, lists);
    compareLines(walk, person);
    await compareUnseen(walk, person);
  };
  await Promise.all(walk.people.map(look));
  await compareDepartments(walk);
  compareRows(walk);
  walk.check();
}
