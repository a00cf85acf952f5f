import { abortWhenGone } from './endings.mjs';
import { ControlError } from './errors.mjs';
import { number, readParams, waitOf } from './params.mjs';

/**
 * The control interface that Viber, VK and Messenger have in common, below
 * `/control/{platform}`.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('./world.mjs').PlatformWorld} world
 * @param {object} platform
 * @param {Record<string, (chat: any, params: any) => any>} platform.actions  what a client does
 * @param {(account: any, body: any) => void} [platform.replaceToken]
 */
export function controlRoutes(app, world, { actions, replaceToken }) {
  const base = `/control/${world.name}`;
  accountRoutes(app, world, base, replaceToken);
  clientRoutes(app, world, base, actions);
  recordRoutes(app, world, base);
  faultRoutes(app, world, base);
}

/** Waits until `read` gives at least `?count=` records, and gives what it gives then. */
async function counted(world, request, reply, read) {
  const goal = number(request.query.count);
  const look = () => (read().length >= goal ? true : null);
  await world.waitFor(look, waitOf(request.query), abortWhenGone(reply));
  return read();
}

function accountRoutes(app, world, base, replaceToken) {
  const accountOf = (request) => world.account(request.params.account);
  app.get(`${base}/accounts`, () => [...world.accounts.values()].map((one) => one.summary()));
  app.post(`${base}/accounts`, (request, reply) => {
    reply.code(201);
    return world.addAccount(request.body ?? {}).summary();
  });
  /** `?pending=0&wait=ms` waits until no event waits for the account's program. */
  app.get(`${base}/accounts/:account`, async (request, reply) => {
    const account = accountOf(request);
    if (request.query.pending === undefined) return account.summary();
    const goal = number(request.query.pending);
    // The summary of that very moment: a receipt may come right after it.
    const look = () => (account.pending <= goal ? account.summary() : null);
    const settled = await world.waitFor(look, waitOf(request.query), abortWhenGone(reply));
    return settled ?? account.summary();
  });
  /** Options: limits, auto_read and what the platform has besides. */
  app.patch(`${base}/accounts/:account`, (request) => {
    const account = accountOf(request);
    account.setOptions(request.body ?? {});
    return account.summary();
  });
  app.delete(`${base}/accounts/:account`, (request) => {
    world.removeAccount(accountOf(request));
    return {};
  });
  app.post(`${base}/accounts/:account/revoke`, (request) => {
    const account = accountOf(request);
    account.revoked = true;
    account.changed();
    return account.summary();
  });
  app.post(`${base}/accounts/:account/token`, (request) => {
    const account = accountOf(request);
    replaceToken?.(account, request.body ?? {});
    account.revoked = false;
    account.changed();
    return account.summary();
  });
}

function clientRoutes(app, world, base, actions) {
  app.get(`${base}/clients`, () => [...world.clients.values()]);
  app.post(`${base}/clients`, (request, reply) => {
    reply.code(201);
    return world.addClient(request.body ?? {});
  });
  app.get(`${base}/accounts/:account/chats`, (request) => {
    const { chats } = world.account(request.params.account);
    return [...chats.values()].map((chat) => chat.summary());
  });
  const one = `${base}/accounts/:account/clients/:client`;
  /** `?after=` n, `?from=account|client`, `?contains=`, `?state=`; `?count=&wait=ms` waits. */
  app.get(`${one}/messages`, async (request, reply) => {
    const account = world.account(request.params.account);
    const chat = account.chatWith(world.client(request.params.client));
    const { after, from, contains, state } = request.query;
    const read = () =>
      chat.messages
        .slice(number(after))
        .filter((entry) => !from || entry.from === from)
        .filter((entry) => !state || entry.state === state)
        .filter((entry) => !contains || (entry.text ?? '').includes(contains));
    const found = await counted(world, request, reply, read);
    return found.map((entry) => chat.view(entry));
  });
  app.post(`${one}/:action`, async (request) => {
    const account = world.account(request.params.account);
    const chat = account.chatWith(world.client(request.params.client));
    const { action } = request.params;
    if (!Object.hasOwn(actions, action)) {
      const names = Object.keys(actions).join(', ');
      throw new ControlError(404, `a client can't ${action}; it can: ${names}`);
    }
    return (await actions[action](chat, await readParams(request))) ?? {};
  });
}

function recordRoutes(app, world, base) {
  /** Calls of the program: `?after=n&method=&client=&last=`; `?count=&wait=ms` waits. */
  app.get(`${base}/accounts/:account/calls`, async (request, reply) => {
    const account = world.account(request.params.account);
    const { after, method, client, last } = request.query;
    const read = () =>
      account.calls
        .after(number(after))
        .filter((call) => !method || call.method.toLowerCase() === method.toLowerCase())
        .filter((call) => !client || String(call.client) === client);
    const found = await counted(world, request, reply, read);
    return found.slice(-(number(last) || Infinity));
  });
  /** Attempts to deliver events. `?after=n&event=`; `?count=&wait=ms` waits. */
  app.get(`${base}/accounts/:account/deliveries`, (request, reply) => {
    const account = world.account(request.params.account);
    const { after, event } = request.query;
    const read = () =>
      account.deliveries.after(number(after)).filter((one) => !event || one.event === event);
    return counted(world, request, reply, read);
  });
}

function faultRoutes(app, world, base) {
  const changedAfter = (act) => (request, reply) => {
    const account = world.account(request.params.account);
    const answer = act(account, request, reply);
    account.changed();
    return answer ?? {};
  };
  const path = `${base}/accounts/:account/faults`;
  app.get(path, (request) => world.account(request.params.account).faults.all());
  app.post(
    path,
    changedAfter((account, request, reply) => {
      const fault = account.faults.add(request.body);
      reply.code(201);
      return fault;
    }),
  );
  app.delete(
    path,
    changedAfter((account) => account.faults.clear()),
  );
  app.delete(
    `${path}/:fault`,
    changedAfter((account, request) => account.faults.remove(request.params.fault)),
  );
}
