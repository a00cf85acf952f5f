import { apply, clientWrites, offerExpires } from './ownership_model.mjs';

/**
 * Which orders of some commands that were under way at once give what they were answered. A belief
 * is {chat, lines}: a chat as it may be, and the system lines that made it so since somebody last
 * looked. Several are possible while a crash leaves the outcome of a command unknown.
 */

const keyOf = ({ chat, lines }) => JSON.stringify([chat, lines]);

/** Beliefs without repetitions. */
export function distinct(beliefs) {
  return [...new Map(beliefs.map((belief) => [keyOf(belief), belief])).values()];
}

/** What the API shows of a chat, as the model has it. */
export function viewOf(chat) {
  const added = chat.participants.filter(({ role }) => role === 'added').map(({ id }) => id);
  return {
    state: chat.state,
    responsible: chat.responsible?.id ?? null,
    added: added.sort(),
    offered: chat.pending_transfer?.to.id ?? null,
    department: chat.department?.id ?? null,
    dialogs: chat.dialogs,
  };
}

export const same = (a, b) =>
  a.state === b.state &&
  a.responsible === b.responsible &&
  a.offered === b.offered &&
  a.department === b.department &&
  a.dialogs === b.dialogs &&
  a.added.join() === b.added.join();

const stepOf = (world, chat, call) =>
  call.name === 'write' ? clientWrites(world, chat, call.link) : apply(world, chat, call);

/** What says something and never changes who holds the chat. */
const onlySaid = new Set(['send', 'note']);

/** Whether the chat, being so, answers a call as it was answered, and no later one would be changed by it. */
function answeredWithoutChange(chat, step, { name, result }) {
  if (result.unknown) return false;
  if (step.code) {
    const named = result.code === 'chat.already_taken' ? result.by === chat.responsible : true;
    return result.code === step.code && named;
  }
  return Boolean(result.ok) && onlySaid.has(name);
}

/** Whether a call may have made a step of the chat. */
function mayHaveMade(step, { result }) {
  if (step.code || result.code) return false;
  return result.unknown || !result.chat || same(viewOf(result.chat), step.next);
}

const after = ({ lines }, step) => ({ chat: step.next, lines: [...lines, ...step.lines] });

function* search(world, belief, calls, mayExpire) {
  const { chat } = belief;
  // Calls that change nothing are explained at once: they take no other explanation away.
  const rest = calls.filter(
    (call) => !answeredWithoutChange(chat, stepOf(world, chat, call), call),
  );
  // What nobody was told of may have come to nothing.
  if (rest.every(({ result }) => result.unknown)) yield belief;
  if (mayExpire && chat.offered !== null) {
    yield* search(world, after(belief, offerExpires(chat)), rest, mayExpire);
  }
  for (const call of rest) {
    const step = stepOf(world, chat, call);
    if (!mayHaveMade(step, call)) continue;
    const others = rest.filter((one) => one !== call);
    yield* search(world, after(belief, step), others, mayExpire);
  }
}

/**
 * @param {object} world
 * @param {any[]} beliefs
 * @param {any[]} calls  {name, by, args, link, result}: result {ok, chat?} | {code, by?} | {unknown}
 * @param {boolean} mayExpire  whether the time of an offer may have been up meanwhile
 * @returns {any[]} beliefs afterwards; none = no order explains the answers
 */
export function explain(world, beliefs, calls, mayExpire) {
  const found = beliefs.flatMap((belief) => [...search(world, belief, calls, mayExpire)]);
  return distinct(found);
}
