import { ControlError } from '../../shared/errors.mjs';
import { contentOf } from '../../shared/samples.mjs';
import { nowSeconds } from '../core/chat.mjs';
import { entitiesOf } from '../core/entities.mjs';
import { badRequest } from '../core/errors.mjs';
import { readParams } from './params.mjs';

const pressLifetimeMs = 15_000;

/** @param {any} file */
const sized = ({ file_id, file_unique_id, file_size, width, height }) => ({
  file_id,
  file_unique_id,
  file_size,
  width,
  height,
});

/** @param {any} file */
const plain = ({ file_id, file_unique_id, file_size }) => ({ file_id, file_unique_id, file_size });

/** The file an action speaks of, kept. */
const fileOf = (world, params, fallback) => world.files.add(contentOf(params, fallback));

const number = (value, fallback) => (value === undefined ? fallback : Number(value));
const caption = (params) => (params.caption ? { caption: String(params.caption) } : {});

/**
 * The content of a message by the name of the action.
 * @type {Record<string, (params: any, context: {world: any, chat: any}) => object>}
 */
const contents = {
  text: ({ text }) => {
    if (typeof text !== 'string' || text === '') throw new ControlError(400, 'text is a string');
    const entities = entitiesOf(text);
    return { text, ...(entities.length ? { entities } : {}) };
  },
  start: ({ payload = '' }) => {
    if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) {
      throw new ControlError(400, 'a start payload is up to 64 of A-Z a-z 0-9 _ -');
    }
    const text = payload ? `/start ${payload}` : '/start';
    return { text, entities: [{ type: 'bot_command', offset: 0, length: 6 }] };
  },
  photo: (params, { world }) => {
    const photo = [sized(fileOf(world, params, 'dress.jpg'))];
    const album = params.media_group_id ? { media_group_id: String(params.media_group_id) } : {};
    return { photo, ...caption(params), ...album };
  },
  sticker: (params, { world }) => {
    const sticker = {
      ...sized(fileOf(world, params, 'thumbs_up.webp')),
      type: 'regular',
      is_animated: false,
      is_video: false,
      emoji: params.emoji ?? '👍',
      set_name: 'Demo',
    };
    return { sticker };
  },
  voice: (params, { world }) => {
    const file = fileOf(world, params, 'voice.ogg');
    return {
      voice: { ...plain(file), duration: number(params.duration, 2), mime_type: 'audio/ogg' },
    };
  },
  document: (params, { world }) => {
    const file = fileOf(world, params, 'parcel.jpg');
    const file_name = params.file?.file_name ?? params.file_name ?? 'parcel.jpg';
    return { document: { ...plain(file), file_name, mime_type: file.mime }, ...caption(params) };
  },
  location: (params) => ({
    location: {
      latitude: number(params.latitude, 53.9023),
      longitude: number(params.longitude, 27.5619),
    },
  }),
  contact: (params, { chat }) => ({
    contact: {
      phone_number: params.phone_number ?? chat.client.phone_number ?? '375291112233',
      first_name: params.first_name ?? chat.client.first_name,
      last_name: params.last_name ?? chat.client.last_name,
      user_id: params.phone_number ? undefined : chat.client.id,
    },
  }),
  /** Any content, for messages of kinds that have no action of their own. */
  raw: ({ content }) => {
    if (!content || typeof content !== 'object')
      throw new ControlError(400, 'content is an object');
    return content;
  },
};

/**
 * The client presses a button under a message of the bot.
 * @param {any} chat
 * @param {{message_id: number, data?: string, text?: string}} params
 */
function press(chat, { message_id, data, text }) {
  const entry = chat.message(Number(message_id));
  const buttons = (entry.wire.reply_markup?.inline_keyboard ?? []).flat();
  const button = buttons.find((one) =>
    data === undefined ? one.text === text : one.callback_data === data,
  );
  if (!button) throw new ControlError(404, 'there is no such button under the message');
  if (button.url) return { url: button.url };
  const { bot, client } = chat;
  const id = `${Date.now()}${Math.floor(Math.random() * 1e6)}`;
  bot.presses.set(id, { client: client.id, expiresAt: Date.now() + pressLifetimeMs });
  const query = {
    id,
    from: client.user(),
    message: entry.wire,
    chat_instance: String(-client.id),
    data: button.callback_data,
  };
  const update = bot.pushUpdate('callback_query', query, `press:${client.id}`);
  return { id, update_id: update?.update_id ?? null };
}

/**
 * What a client does: `POST /control/bots/:bot/clients/:client/:action`.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('../core/world.mjs').World} world
 */
export function clientActions(app, world) {
  app.post('/control/bots/:bot/clients/:client/:action', async (request) => {
    const bot = world.bot(request.params.bot);
    const chat = bot.chatWith(world.client(request.params.client));
    const params = await readParams(request);
    const { action } = request.params;
    if (action === 'press') return press(chat, params);
    if (action === 'edit') return chat.edit(Number(params.message_id), String(params.text));
    if (action === 'block') return chat.setBlocked(true);
    if (action === 'unblock') return chat.setBlocked(false);
    if (!Object.hasOwn(contents, action)) {
      const names = [...Object.keys(contents), 'press', 'edit', 'block', 'unblock'].join(', ');
      throw new ControlError(404, `a client can't ${action}; it can: ${names}`);
    }
    return chat.fromClient(contents[action](params, { world, chat }));
  });

  /** An update of any content: for kinds that no action makes and for garbage. */
  app.post('/control/bots/:bot/updates', (request) => {
    const bot = world.bot(request.params.bot);
    const { kind = 'raw', content } = request.body ?? {};
    if (!content || typeof content !== 'object') throw badRequest('content is an object');
    return bot.pushRaw(content, kind, `raw:${nowSeconds()}`);
  });
}
