/**
 * `/control/live`: every change as one JSON text frame {type, bot, data}; `?bot=` only of one bot.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('../core/world.mjs').World} world
 */
export function live(app, world) {
  app.get('/control/live', { websocket: true }, (socket, request) => {
    const only = request.query.bot === undefined ? null : Number(request.query.bot);
    const listener = (event) => {
      if (only !== null && event.bot !== null && event.bot !== only) return;
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(event));
    };
    world.listeners.add(listener);
    socket.on('close', () => world.listeners.delete(listener));
    socket.on('error', () => world.listeners.delete(listener));
  });
}
