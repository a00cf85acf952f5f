import { randomBytes } from 'node:crypto';
import { ControlError } from '../shared/errors.mjs';
import { number } from '../shared/params.mjs';
import { payloadText, payloadValue } from './keyboard.mjs';

/** The sheet says "about a minute". */
const answerableMs = 60_000;
const maxWaitMs = 60_000;

/** Buttons of a message: under it and on its cards. */
const buttonsOf = ({ keyboard, template }) => [
  ...(keyboard?.inline ? keyboard.buttons.flat() : []),
  ...(template?.elements ?? []).flatMap(({ buttons = [] }) => buttons),
];

/**
 * The button a press is about: by its payload or its label, in one message or, from the newest,
 * in all of them and then below the field.
 */
function find(talk, { message_id, payload, text }) {
  const fits = ({ action }) =>
    payload === undefined ? action.label === text : payloadText(action.payload) === payload;
  const entries =
    message_id === undefined ? [...talk.messages].reverse() : [talk.message(message_id)];
  for (const entry of entries.filter(({ deleted }) => !deleted)) {
    const button = buttonsOf(entry.wire).find(fits);
    if (button) return { button, entry };
  }
  const below = message_id === undefined && talk.rawKeyboard?.buttons.flat().find(fits);
  if (!below) throw new ControlError(404, 'there is no such button');
  return { button: below, entry: null };
}

/** No message is shown: the program hears of the press and answers it. */
async function pressCallback(talk, action, entry, wait) {
  const { account, client } = talk;
  if (!client.clientInfo().button_actions.includes('callback')) {
    throw new ControlError(409, "the person's client knows no callback buttons");
  }
  const inner = randomBytes(6).toString('hex');
  const press = { user_id: client.id, peer_id: client.id, expiresAt: Date.now() + answerableMs };
  account.presses.set(inner, press);
  const object = { user_id: client.id, peer_id: client.id, event_id: inner };
  object.payload = payloadValue(action.payload);
  if (entry) object.conversation_message_id = entry.wire.conversation_message_id;
  const event_id = talk.emit('message_event', object);
  const look = () => (press.answer === undefined ? null : true);
  await account.world.waitFor(look, wait, new AbortController().signal);
  return { event_id, press_id: inner, answered: press.answer !== undefined, answer: press.answer };
}

/**
 * The person presses a button.
 * @param {import('./talk.mjs').Talk} talk
 * @param {{message_id?: number, payload?: string, text?: string, wait?: number}} params  wait:
 *   milliseconds for the answer to a callback button
 */
export async function press(talk, params) {
  const asked =
    params.payload === undefined ? params : { ...params, payload: payloadText(params.payload) };
  const { button, entry } = find(talk, asked);
  const { action } = button;
  const wait = Math.min(maxWaitMs, number(params.wait));
  if (action.type === 'open_link') return { url: action.link };
  if (action.type === 'callback') return pressCallback(talk, action, entry, wait);
  if (action.type !== 'text' && action.type !== 'location') return { action: action.type };
  const content = { text: action.type === 'text' ? action.label : '' };
  if (action.payload !== undefined) content.payload = payloadText(action.payload);
  if (action.type === 'location') {
    const coordinates = { latitude: 53.9023, longitude: 27.5619 };
    content.geo = { type: 'point', coordinates };
  }
  const said = talk.fromClient(content);
  if (!entry && talk.rawKeyboard?.one_time) talk.hideKeyboard();
  return said;
}
