/**
 * `/control/live`: every change as one JSON text frame {platform, type, account, data}, Telegram's
 * with `bot` in place of `account`; `?bot=` only of one bot, `?platform=` only of one platform.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('./hub.mjs').Hub[]} hubs
 */
export function live(app, hubs) {
  app.get('/control/live', { websocket: true }, (socket, request) => {
    const { platform } = request.query;
    const only = request.query.bot === undefined ? null : Number(request.query.bot);
    const listener = (event) => {
      if (platform !== undefined && event.platform !== platform) return;
      if (only !== null && event.bot !== null && event.bot !== only) return;
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(event));
    };
    for (const hub of hubs) hub.listeners.add(listener);
    const leave = () => hubs.forEach((hub) => hub.listeners.delete(listener));
    socket.on('close', leave);
    socket.on('error', leave);
  });
}
