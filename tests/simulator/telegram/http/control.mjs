import { abortWhenGone } from '../../shared/endings.mjs';
import { ControlError } from '../../shared/errors.mjs';
import { number, waitOf } from '../../shared/params.mjs';

/**
 * Bots, clients, faults, and what was recorded.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('../core/world.mjs').World} world
 */
export function control(app, world) {
  bots(app, world);
  clients(app, world);
  records(app, world);
  faults(app, world);
  files(app, world);
}

function bots(app, world) {
  app.get('/control/bots', () => [...world.bots.values()].map((bot) => bot.summary()));
  app.post('/control/bots', (request, reply) => {
    reply.code(201);
    return world.addBot(request.body ?? {}).summary();
  });
  /** `?pending=0&wait=ms` waits until no update waits for the bot's program. */
  app.get('/control/bots/:bot', async (request, reply) => {
    const bot = world.bot(request.params.bot);
    if (request.query.pending !== undefined) {
      const goal = number(request.query.pending);
      const look = () => (bot.queue.size <= goal ? true : null);
      await world.waitFor(look, waitOf(request.query), abortWhenGone(reply));
    }
    return bot.summary();
  });
  app.delete('/control/bots/:bot', (request) => {
    world.removeBot(world.bot(request.params.bot));
    return {};
  });
  app.post('/control/bots/:bot/revoke', (request) => {
    const bot = world.bot(request.params.bot);
    bot.revoked = true;
    bot.poller.close();
    world.changed('bot', bot, bot.summary());
    return bot.summary();
  });
  app.post('/control/bots/:bot/token', (request) => {
    const bot = world.bot(request.params.bot);
    world.replaceToken(bot, request.body?.token);
    return bot.summary();
  });
  /** Another service takes the webhook: what Telegram's "last caller wins" looks like to us. */
  app.post('/control/bots/:bot/webhook', (request) => {
    const bot = world.bot(request.params.bot);
    const { url, secret_token = '', max_connections = 40 } = request.body;
    bot.applyWebhook(
      url ? { url, secret_token, max_connections, has_custom_certificate: false } : null,
    );
    return bot.summary();
  });
}

function clients(app, world) {
  app.get('/control/clients', () => [...world.clients.values()]);
  app.post('/control/clients', (request, reply) => {
    reply.code(201);
    return world.addClient(request.body ?? {});
  });
  app.get('/control/bots/:bot/chats', (request) => {
    return [...world.bot(request.params.bot).chats.values()].map((chat) => chat.summary());
  });
  /**
   * What passed between the client and the bot. `?after=` message id, `?from=bot|client`,
   * `?contains=` text; `?count=&wait=ms` waits until so many are there.
   */
  app.get('/control/bots/:bot/clients/:client/messages', async (request, reply) => {
    const bot = world.bot(request.params.bot);
    const client = world.client(request.params.client);
    const { after, from, contains, count } = request.query;
    const read = () => {
      const messages = bot.chats.get(client.id)?.messages ?? [];
      return messages
        .slice(number(after))
        .filter((entry) => !from || entry.from === from)
        .filter(
          (entry) => !contains || (entry.wire.text ?? entry.wire.caption ?? '').includes(contains),
        );
    };
    const look = () => (read().length >= number(count) ? true : null);
    await world.waitFor(look, waitOf(request.query), abortWhenGone(reply));
    const chat = bot.chatWith(client);
    return read().map((entry) => chat.view(entry));
  });
}

function records(app, world) {
  /** Calls of the bot's program: `?after=n&method=&client=&last=`; `?count=&wait=ms` waits. */
  app.get('/control/bots/:bot/calls', async (request, reply) => {
    const bot = world.bot(request.params.bot);
    const { after, method, client, count, last } = request.query;
    const read = () =>
      bot.calls
        .after(number(after))
        .filter((call) => !method || call.method === method.toLowerCase())
        .filter((call) => !client || Number(call.params.chat_id) === Number(client));
    const look = () => (read().length >= number(count) ? true : null);
    await world.waitFor(look, waitOf(request.query), abortWhenGone(reply));
    return read().slice(-(number(last) || Infinity));
  });
  /** Attempts to deliver updates to the webhook. `?after=n`; `?count=&wait=ms` waits. */
  app.get('/control/bots/:bot/deliveries', async (request, reply) => {
    const bot = world.bot(request.params.bot);
    const { after, count } = request.query;
    const read = () => bot.deliveries.after(number(after));
    const look = () => (read().length >= number(count) ? true : null);
    await world.waitFor(look, waitOf(request.query), abortWhenGone(reply));
    return read();
  });
}

/** The bytes of a file for the page, which knows no token. */
function files(app, world) {
  app.get('/control/files/:file', (request, reply) => {
    const file = world.files.byId(request.params.file);
    if (!file) throw new ControlError(404, 'there is no such file');
    return reply.type(file.mime).header('cache-control', 'max-age=86400').send(file.bytes);
  });
}

function faults(app, world) {
  const told = (bot) => world.changed('bot', bot, bot.summary());
  app.get('/control/bots/:bot/faults', (request) => world.bot(request.params.bot).faults.all());
  app.post('/control/bots/:bot/faults', (request, reply) => {
    const bot = world.bot(request.params.bot);
    const fault = bot.faults.add(request.body);
    told(bot);
    reply.code(201);
    return fault;
  });
  app.delete('/control/bots/:bot/faults', (request) => {
    const bot = world.bot(request.params.bot);
    bot.faults.clear();
    told(bot);
    return {};
  });
  app.delete('/control/bots/:bot/faults/:fault', (request) => {
    const bot = world.bot(request.params.bot);
    bot.faults.remove(request.params.fault);
    told(bot);
    return {};
  });
}
