/**
 * The ownership contract of a chat, written from the contract and not from the program: one table
 * of (command, state, relation) → step or refusal, and the steps. Pure: a chat is a value
 * {state, responsible, added[], offered, department, dialogs}, and what happens to it gives the
 * next value with its system lines, each [type, by, subject].
 */

/** A chat as its first message leaves it: where the link leads, else where the channel does. */
export const firstAppeal = (world, { link, channel } = {}) => ({
  state: 'new',
  responsible: null,
  added: [],
  offered: null,
  department: world.sources.get(link) ?? world.sources.get(channel) ?? null,
  dialogs: 1,
});

const person = (id) => `m${id}`;
const department = (id) => `d${id}`;
const without = (list, id) => list.filter((one) => one !== id);

// ---- who may see and hold -------------------------------------------------------------------

/** {id, chief, forbidden: Set, forbiddenDepartments: Set}; undefined for who is no member. */
const memberOf = (world, id) => world.people.get(id);
const may = (world, id, permission) => {
  const member = memberOf(world, id);
  return Boolean(member) && (member.chief || !member.forbidden.has(permission));
};

/** Whether somebody sees chats of a department; null = chats of none. */
export function seesDepartment(world, id, departmentId) {
  const member = memberOf(world, id);
  const found = world.departments.get(departmentId);
  if (member.chief || departmentId === null || !found) return true;
  if (member.forbiddenDepartments.has(departmentId)) return false;
  return found.members.length === 0 || found.members.includes(id);
}

export const mayHold = (world, id) => may(world, id, 'mine');
const mayBeGiven = (world, id, departmentId) =>
  mayHold(world, id) && seesDepartment(world, id, departmentId);

const isIn = (chat, id) =>
  chat.state === 'active' &&
  (chat.responsible === id || chat.added.includes(id) || chat.offered === id);

/** The tab in which somebody finds the chat, or null when it is none of their business. */
export function tabOf(world, chat, id) {
  if (!memberOf(world, id)) return null;
  const holds = isIn(chat, id);
  const tab = chat.state !== 'active' ? chat.state : holds ? 'mine' : 'others';
  if (!may(world, id, tab)) return null;
  return holds || seesDepartment(world, id, chat.department) ? tab : null;
}

// ---- steps ------------------------------------------------------------------------------------

const refused = (code) => ({ code });
const ended = { offered: null };

function take(chat, by, _args, world) {
  const former = chat.responsible;
  const keeps = former !== null && former !== by && mayHold(world, former);
  const added = keeps ? [former] : [];
  const lines = [['took', by, null], ...added.map((one) => ['added', by, person(one)])];
  return { next: { ...chat, state: 'active', responsible: by, added, ...ended }, lines };
}

function close(chat, by) {
  return { next: { ...chat, state: 'done', added: [], ...ended }, lines: [['closed', by, null]] };
}

function pass(chat, by, { to }, world) {
  if (to === by) return refused('chat.already_responsible');
  if (!memberOf(world, to)) return refused('not_found');
  if (!mayHold(world, to)) return refused('member.cannot_hold');
  const withdrawn = chat.offered === null ? [] : [['withdrew', by, person(chat.offered)]];
  return { next: { ...chat, offered: to }, lines: [...withdrawn, ['passed', by, person(to)]] };
}

function takeAndPass(chat, by, args, world) {
  const taken = take(chat, by, args, world);
  const passed = pass(taken.next, by, args, world);
  return passed.code ? passed : { next: passed.next, lines: [...taken.lines, ...passed.lines] };
}

function accept(chat, by) {
  const added = without(chat.added, by);
  return {
    next: { ...chat, responsible: by, added, ...ended },
    lines: [['accepted', by, person(chat.responsible)]],
  };
}

function decline(chat, by) {
  const lines = [['declined', by, person(chat.responsible)]];
  return { next: { ...chat, ...ended }, lines };
}

function add(chat, by, { member }, world) {
  if (!memberOf(world, member)) return refused('not_found');
  if (member === chat.responsible) return refused('chat.already_responsible');
  if (!mayHold(world, member)) return refused('member.cannot_hold');
  if (chat.added.includes(member)) return refused('chat.already_participant');
  const added = [...chat.added, member].sort();
  return { next: { ...chat, added }, lines: [['added', by, person(member)]] };
}

function remove(chat, by, { member }) {
  if (member === chat.responsible) return refused('chat.responsible_stays');
  const lines = [];
  if (chat.offered === member) lines.push(['withdrew', by, person(member)]);
  if (chat.added.includes(member)) lines.push(['removed', by, person(member)]);
  if (lines.length === 0) return refused('chat.not_in_chat');
  const offered = chat.offered === member ? null : chat.offered;
  return { next: { ...chat, added: without(chat.added, member), offered }, lines };
}

function leave(chat, by) {
  const offer = chat.offered === by;
  const declined = offer ? [['declined', by, person(chat.responsible)]] : [];
  const offered = offer ? null : chat.offered;
  const next = { ...chat, added: without(chat.added, by), offered };
  return { next, lines: [...declined, ['left', by, null]] };
}

function forward(chat, by, args, world) {
  const to = args.department;
  if (!world.departments.has(to)) return refused('not_found');
  if (chat.state === 'new' && to === chat.department) return nothing(chat);
  const next = { ...chat, state: 'new', responsible: null, added: [], department: to, ...ended };
  return { next, lines: [['forwarded', by, department(to)]] };
}

function takeOver(chat, by) {
  const lines = [['took_over', by, person(chat.responsible)]];
  return { next: { ...chat, responsible: by, added: without(chat.added, by), ...ended }, lines };
}

const nothing = (chat) => ({ next: chat, lines: [] });

// ---- the table --------------------------------------------------------------------------------

const notActive = 'chat.not_active';
const notResponsible = 'chat.not_responsible';
const notParticipant = 'chat.not_participant';
const outside = { new: notActive, done: notActive };
const appeal = (step, needs = 'take and hold') => ({ needs, otherwise: step });
const ofResponsible = (step) => ({ responsible: step, otherwise: notResponsible });

export const table = {
  take: { new: appeal(take), active: 'chat.already_taken', done: 'chat.not_new' },
  done: { ...outside, active: ofResponsible(close) },
  transfer: { ...outside, new: appeal(takeAndPass), active: ofResponsible(pass) },
  accept: {
    new: 'chat.not_offered',
    active: { offered: accept, otherwise: 'chat.not_offered' },
    done: 'chat.not_offered',
  },
  decline: {
    new: 'chat.not_offered',
    active: { offered: decline, otherwise: 'chat.not_offered' },
    done: 'chat.not_offered',
  },
  add: { ...outside, active: ofResponsible(add) },
  remove: { ...outside, active: ofResponsible(remove) },
  leave: {
    ...outside,
    active: { responsible: 'chat.responsible_stays', added: leave, otherwise: notParticipant },
  },
  forward: { ...outside, new: appeal(forward, 'take'), active: ofResponsible(forward) },
  take_over: {
    needs: 'chief',
    ...outside,
    active: { responsible: 'chat.already_responsible', otherwise: takeOver },
  },
  send: {
    ...outside,
    active: { responsible: nothing, added: nothing, otherwise: notParticipant },
  },
  note: { new: nothing, active: nothing, done: nothing },
};

export const commandNames = Object.keys(table);

/** What somebody is to a chat, the most special first. */
function relations(chat, id) {
  if (chat.state !== 'active') return [];
  if (chat.responsible === id) return ['responsible'];
  const found = [];
  if (chat.offered === id) found.push('offered');
  if (chat.added.includes(id)) found.push('added');
  return found;
}

function holdsNeed(world, by, need) {
  if (need === 'chief') return memberOf(world, by).chief;
  return may(world, by, 'take') && (need === 'take' || mayHold(world, by));
}

/**
 * @param {object} world  {people, departments, returnToManager, sources}
 * @param {object} chat
 * @param {{name: string, by: string, args?: object}} command
 * @returns {{code: string} | {next: object, lines: any[]}}
 */
export function apply(world, chat, { name, by, args = {} }) {
  if (tabOf(world, chat, by) === null) return refused('not_found');
  const row = table[name];
  if (row.needs && !holdsNeed(world, by, row.needs)) return refused('access.denied');
  let cell = row[chat.state];
  if (typeof cell === 'object') {
    if (cell.needs && !holdsNeed(world, by, cell.needs)) return refused('access.denied');
    const relation = relations(chat, by).find((one) => one in cell) ?? 'otherwise';
    cell = cell[relation];
  }
  return typeof cell === 'string' ? refused(cell) : cell(chat, by, args, world);
}

// ---- what nobody commands ----------------------------------------------------------------------

/**
 * The client writes: a chat that was done is a new appeal, or goes back to its manager. It stays
 * in its department unless the client came by a link that leads elsewhere.
 */
export function clientWrites(world, chat, link) {
  if (chat.state !== 'done') return nothing(chat);
  const next = { ...chat, state: 'new', dialogs: chat.dialogs + 1 };
  const lines = [['opened', null, null]];
  const to = world.sources.get(link) ?? chat.department;
  if (to !== chat.department) {
    next.department = to;
    lines.push(['routed', null, department(to)]);
  }
  const former = chat.responsible;
  if (world.returnToManager && former !== null && mayBeGiven(world, former, to)) {
    next.state = 'active';
    lines.push(['returned', null, person(former)]);
  }
  return { next, lines };
}

/** Nobody answered the offer in time. */
export function offerExpires(chat) {
  const lines = [['expired', chat.offered, person(chat.responsible)]];
  return { next: { ...chat, ...ended }, lines };
}

/** Who can hold no chats any more lets go of this one. */
export function released(chat, id) {
  if (!isIn(chat, id)) return nothing(chat);
  const lines = [['released', null, person(id)]];
  if (chat.responsible === id) {
    return { next: { ...chat, state: 'new', responsible: null, added: [], ...ended }, lines };
  }
  const offered = chat.offered === id ? null : chat.offered;
  return { next: { ...chat, added: without(chat.added, id), offered }, lines };
}

/** What a system line makes of a chat: all lines in their order make what it is now. */
export function replay(chat, [type, by, subject]) {
  const whom = subject?.slice(1) ?? null;
  const led = (responsible) => ({
    ...{ ...chat, state: 'active', responsible, offered: null },
    added: without(chat.added, responsible),
  });
  const free = { ...chat, state: 'new', responsible: null, added: [], offered: null };
  const noOffer = { ...chat, offered: null };
  const alone = { ...chat, added: [], offered: null };
  switch (type) {
    case 'opened':
      return { ...chat, state: 'new', dialogs: chat.dialogs + 1 };
    case 'took':
      return { ...alone, state: 'active', responsible: by };
    case 'returned':
    case 'assigned':
      return { ...alone, state: 'active', responsible: whom };
    case 'closed':
      return { ...alone, state: 'done', responsible: by };
    case 'passed':
      return { ...chat, offered: whom };
    case 'declined':
    case 'expired':
    case 'withdrew':
      return noOffer;
    case 'accepted':
    case 'took_over':
      return led(by);
    case 'added':
      return { ...chat, added: [...chat.added, whom].sort() };
    case 'removed':
      return { ...chat, added: without(chat.added, whom) };
    case 'left':
      return { ...chat, added: without(chat.added, by) };
    case 'released':
      return chat.responsible === whom ? free : released(chat, whom).next;
    case 'forwarded':
      return { ...free, department: whom };
    case 'routed':
      return { ...chat, department: whom };
    case 'undepartmented':
      return { ...chat, department: null };
    default:
      return chat;
  }
}

/** Its department is no more. */
export function undepartmented(chat, id) {
  if (chat.department !== id) return nothing(chat);
  return { next: { ...chat, department: null }, lines: [['undepartmented', null, department(id)]] };
}
