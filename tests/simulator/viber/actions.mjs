import { ControlError } from '../shared/errors.mjs';
import { contentOf } from '../shared/samples.mjs';
import { toJson } from './json.mjs';
import { welcome } from './send.mjs';

/** Keeps what the action is about; gives it and its address. */
function stored(chat, params, fallback) {
  const { world } = chat.account;
  const file = world.files.add(contentOf(params, fallback));
  return { file, url: world.mediaUrl(file.id) };
}

/** The person sends a message: its inner form and what is seen of it. */
const says = (make) => (chat, params) => {
  chat.account.mustHaveChat();
  if (chat.blocked) throw new ControlError(409, 'the client has unsubscribed: unblock first');
  const { message, shown } = make(params, chat);
  return chat.fromClient(message, shown);
};

const text = says(({ text }) => {
  if (typeof text !== 'string' || text === '') throw new ControlError(400, 'text is a string');
  return { message: { type: 'text', text }, shown: { text } };
});

const picture = says((params, chat) => {
  const { file, url } = stored(chat, params, 'dress.jpg');
  const caption = params.text ?? params.caption;
  const message = { type: 'picture', media: url, thumbnail: url, file_name: file.name };
  return {
    message: { ...message, ...(caption ? { text: caption } : {}) },
    shown: { text: caption || undefined, attachments: [{ kind: 'photo', url, name: file.name }] },
  };
});

const video = says((params, chat) => {
  const { file, url } = stored(chat, params, 'clip.mp4');
  const { size, name } = file;
  const duration = Number(params.duration ?? 2);
  return {
    message: { type: 'video', media: url, duration, size, file_name: name },
    shown: { attachments: [{ kind: 'video', url, name, size }] },
  };
});

const file = says((params, chat) => {
  const { file, url } = stored(chat, params, 'price.pdf');
  const { size, name } = file;
  return {
    message: { type: 'file', media: url, file_name: name, file_size: size },
    shown: { attachments: [{ kind: 'file', url, name, size }] },
  };
});

const location = says(({ latitude = 53.9023, longitude = 27.5619, address }) => {
  const place = { lat: Number(latitude), lon: Number(longitude) };
  const message = { type: 'location', location: { ...place, ...(address ? { address } : {}) } };
  const pin = { kind: 'location', latitude: place.lat, longitude: place.lon, name: address };
  return { message, shown: { attachments: [pin] } };
});

const contact = says((params, { client }) => {
  const phone = String(params.phone_number ?? client.phone_number);
  const name = params.name ?? client.name;
  return {
    message: { type: 'contact', contact: { name, phone_number: phone } },
    shown: { attachments: [{ kind: 'contact', name, phone }] },
  };
});

const sticker = says((params, chat) => {
  const { url } = stored(chat, params, 'thumbs_up.webp');
  const sticker_id = Number(params.sticker_id ?? 46105);
  return {
    message: { type: 'sticker', sticker_id, media: url },
    shown: { attachments: [{ kind: 'sticker', url, name: String(sticker_id) }] },
  };
});

const url = says(({ url }) => ({
  message: { type: 'url', media: String(url) },
  shown: {
    text: String(url),
    attachments: [{ kind: 'link', url: String(url), title: String(url) }],
  },
}));

/** Any inner message, for types that have no action of their own. */
const content = says(({ content }) => {
  if (!content || typeof content !== 'object') throw new ControlError(400, 'content is an object');
  return { message: content, shown: { text: content.text } };
});

/** Opens the chat, by a deep link with `payload` or by itself; the answer may welcome. */
function start(chat, { payload, context = payload }) {
  const { account } = chat;
  account.mustHaveChat();
  const event = {
    event: 'conversation_started',
    type: 'open',
    ...(context ? { context: String(context) } : {}),
    user: chat.user(),
    subscribed: chat.subscribed,
  };
  account.pushEvent(chat, event, { onAccepted: ({ body }) => welcome(chat, body) });
  Object.assign(chat, { started: true });
  chat.changed();
  return { user_id: chat.userId };
}

/** The buttons a person sees: of the keyboard, then under the newest messages. */
function visibleButtons(chat, messageId) {
  const messages =
    messageId === undefined ? [...chat.messages].reverse() : [chat.message(messageId)];
  const ofCards = messages
    .flatMap(({ attachments = [] }) => attachments)
    .flatMap(({ buttons = [] }) => buttons);
  return messageId === undefined ? [...(chat.keyboard ?? []).flat(), ...ofCards] : ofCards;
}

/** What a press says: the button's body as a text, a phone, a place. */
function press(chat, { payload, text: label, message_id }) {
  chat.account.mustHaveChat();
  const button = visibleButtons(chat, message_id).find((one) =>
    payload === undefined ? one.text === label : one.payload === payload,
  );
  if (!button) throw new ControlError(404, 'there is no such button');
  if (button.kind === 'none') return {};
  if (button.kind === 'contact') return contact(chat, {});
  if (button.kind === 'location') return location(chat, {});
  const body = button.payload;
  const said = chat.fromClient(
    { type: 'text', text: body },
    { text: body },
    { silent: button.silent },
  );
  return button.kind === 'url' ? { ...said, url: button.url } : said;
}

function subscribe(chat) {
  chat.account.mustHaveChat();
  chat.subscribe();
}

function block(chat) {
  if (chat.subscribed) chat.unsubscribe();
  else Object.assign(chat, { blocked: true });
  chat.changed();
}

/** An event of any content, signed; a text is sent as it is, garbage as well. */
function raw(chat, { event }) {
  if (event === undefined) throw new ControlError(400, 'event is an object or a text');
  const body = typeof event === 'string' ? event : toJson(event);
  chat.account.pushRaw(chat, body, { event: event.event ?? 'raw' });
}

function age(chat, { hours }) {
  if (!(Number(hours) >= 0)) throw new ControlError(400, 'hours is a number');
  chat.age(Number(hours));
}

/** What a client does by the name of the action. */
export const actions = {
  ...{ text, start, picture, photo: picture, video, file, document: file },
  ...{ location, contact, sticker, url, content, press },
  read: (chat) => chat.read(),
  ...{ subscribe, unblock: subscribe },
  ...{ block, unsubscribe: block },
  ...{ raw, age },
};
