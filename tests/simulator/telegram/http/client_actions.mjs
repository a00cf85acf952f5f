import { ControlError } from '../../shared/errors.mjs';
import { nowSeconds } from '../core/chat.mjs';
import { badRequest } from '../core/errors.mjs';
import { contents } from './client_contents.mjs';
import { readParams } from './params.mjs';

const pressLifetimeMs = 15_000;

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

/** What a client does besides sending. @type {Record<string, (chat: any, params: any) => any>} */
const deeds = {
  press,
  edit: (chat, { message_id, text }) => chat.edit(Number(message_id), String(text)),
  block: (chat) => chat.setBlocked(true),
  unblock: (chat) => chat.setBlocked(false),
  age: (chat, { hours }) => chat.age(Number(hours)),
};

/** Every message can answer another one: `reply_to` is its message_id. */
function answered(chat, { reply_to }) {
  if (reply_to === undefined || reply_to === '') return {};
  return { reply_to_message: chat.quoted(chat.message(Number(reply_to))) };
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
    if (Object.hasOwn(deeds, action)) return deeds[action](chat, params);
    if (!Object.hasOwn(contents, action)) {
      const names = [...Object.keys(contents), ...Object.keys(deeds)].join(', ');
      throw new ControlError(404, `a client can't ${action}; it can: ${names}`);
    }
    const content = contents[action](params, { world, chat });
    return chat.fromClient({ ...content, ...answered(chat, params) });
  });

  /** An update of any content: for kinds that no action makes and for garbage. */
  app.post('/control/bots/:bot/updates', (request) => {
    const bot = world.bot(request.params.bot);
    const { kind = 'raw', content } = request.body ?? {};
    if (!content || typeof content !== 'object') throw badRequest('content is an object');
    return bot.pushRaw(content, kind, `raw:${nowSeconds()}`);
  });
}
