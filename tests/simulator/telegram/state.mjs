import { Chat } from './core/chat.mjs';

/** @param {import('./core/world.mjs').World} world */
export function snapshot(world) {
  const bots = [...world.bots.values()].map((bot) => ({
    ...{ id: bot.id, token: bot.token, first_name: bot.first_name, username: bot.username },
    ...{ revoked: bot.revoked, webhook: bot.webhook, allowedUpdates: bot.allowedUpdates },
    ...{ profile: bot.profile, nextUpdateId: bot.nextUpdateId },
    pending: [...bot.queue.entries()].map(({ update, key }) => ({ update, key })),
    chats: [...bot.chats.values()].map((chat) => ({
      ...{ client: chat.client.id, started: chat.started, blocked: chat.blocked },
      ...{ keyboard: chat.keyboard, messages: chat.messages },
    })),
  }));
  const files = world.files
    .all()
    .map((file) => ({ ...file, bytes: file.bytes.toString('base64') }));
  return { bots, clients: [...world.clients.values()], files };
}

/**
 * @param {import('./core/world.mjs').World} world
 * @param {any} saved
 */
export function restore(world, saved) {
  for (const file of saved.files) {
    world.files.restore({ ...file, bytes: Buffer.from(file.bytes, 'base64') });
  }
  for (const fields of saved.clients) world.addClient(fields).photo = fields.photo;
  for (const one of saved.bots) {
    const bot = world.addBot(one);
    bot.revoked = one.revoked;
    bot.allowedUpdates = one.allowedUpdates;
    bot.profile = one.profile;
    bot.nextUpdateId = one.nextUpdateId;
    for (const saidChat of one.chats) {
      const chat = new Chat(bot, world.client(saidChat.client));
      Object.assign(chat, { ...saidChat, client: chat.client });
      bot.chats.set(chat.client.id, chat);
    }
    for (const { update, key } of one.pending) {
      const kind = Object.keys(update).find((name) => name !== 'update_id') ?? 'raw';
      bot.queue.push(update, kind, key, null);
    }
    if (one.webhook) bot.applyWebhook(one.webhook);
  }
}
