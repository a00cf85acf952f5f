import { abortWhenGone } from '../../shared/endings.mjs';
import { ControlError } from '../../shared/errors.mjs';
import { number, waitOf } from '../../shared/params.mjs';
import { dialogAnswer, dialogRequest } from '../graph/oauth.mjs';
import { pageFields } from '../model/fields.mjs';
import { knownPairs } from '../rules/errors.mjs';

const base = '/control/messenger';

/**
 * What the control interface has for this platform alone: apps, people who administer, the
 * sign-in, what happens to a page.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('../model/world.mjs').Messenger} world
 */
export function messengerControl(app, world) {
  appRoutes(app, world);
  webhookRoutes(app, world);
  appRecords(app, world);
  adminRoutes(app, world);
  pageRoutes(app, world);
  app.get(`${base}/errors`, () => knownPairs.map(([code, subcode]) => ({ code, subcode })));
  /** What a button of the sign-in dialog does: {url, admin?, deny?, scopes?}. */
  app.post(`${base}/oauth/approve`, (request) => {
    const { url, admin, deny = false, scopes } = request.body ?? {};
    if (!URL.canParse(url ?? '')) throw new ControlError(400, 'url is the address of the dialog');
    const asked = dialogRequest(world, Object.fromEntries(new URL(url).searchParams));
    const first = world.admins.values().next().value;
    const person = admin === undefined ? first : world.admin(admin);
    if (!deny && !person) throw new ControlError(409, 'nobody administers anything');
    return { redirect: dialogAnswer(world, asked, deny ? null : person, scopes) };
  });
}

function appRoutes(app, world) {
  const one = `${base}/apps/:app`;
  const found = (request) => world.app(request.params.app);
  app.get(`${base}/apps`, () => [...world.apps.values()].map((each) => each.summary()));
  app.post(`${base}/apps`, (request, reply) => {
    reply.code(201);
    return world.addApp(request.body ?? {}).summary();
  });
  app.get(one, (request) => found(request).summary());
  app.patch(one, (request) => {
    found(request).setOptions(request.body ?? {});
    return found(request).summary();
  });
  app.delete(one, (request) => {
    world.removeApp(found(request));
    return {};
  });
  app.get(`${one}/faults`, (request) => found(request).faults.all());
  app.post(`${one}/faults`, (request, reply) => {
    reply.code(201);
    return found(request).faults.add(request.body);
  });
  app.delete(`${one}/faults`, (request) => {
    found(request).faults.clear();
    return {};
  });
}

function webhookRoutes(app, world) {
  const one = `${base}/apps/:app`;
  const found = (request) => world.app(request.params.app);
  /** As the developer's dashboard: {url, verify_token?, fields?, verify?: false to skip asking}. */
  app.post(`${one}/webhook`, async (request) => {
    const { url, verify_token, fields, verify } = request.body ?? {};
    if (!URL.canParse(url ?? '')) throw new ControlError(400, 'url is an address');
    const own = found(request);
    const token = verify_token ?? own.verify_token;
    const shaken = await own.subscribe({ callback_url: url, verify_token: token, fields, verify });
    return { ...shaken, app: own.summary() };
  });
  app.delete(`${one}/webhook`, (request) => {
    found(request).unsubscribe();
    return {};
  });
  /** Sends what was gathered for one request. */
  app.post(`${one}/flush`, (request) => {
    found(request).sender.flush();
    return {};
  });
  /** Any text as a signed delivery, past all subscriptions: {text} or {body}. */
  app.post(`${one}/deliver`, async (request) => {
    const { text, body } = request.body ?? {};
    const answer = await found(request).sender.deliverRaw(text ?? JSON.stringify(body));
    return { status: answer.status, reason: answer.reason, body: answer.body };
  });
}

function appRecords(app, world) {
  for (const kind of ['calls', 'deliveries']) {
    /** `?after=n&method=`; `?count=&wait=ms` waits. */
    app.get(`${base}/apps/:app/${kind}`, async (request, reply) => {
      const { after, method, count } = request.query;
      const list = world.app(request.params.app)[kind];
      const read = () =>
        list.after(number(after)).filter((one) => !method || one.method === method);
      const look = () => (read().length >= number(count) ? true : null);
      await world.waitFor(look, waitOf(request.query), abortWhenGone(reply));
      return read();
    });
  }
}

function adminRoutes(app, world) {
  const found = (request) => world.admin(request.params.admin);
  app.get(`${base}/admins`, () => [...world.admins.values()]);
  app.post(`${base}/admins`, (request, reply) => {
    reply.code(201);
    return world.addAdmin(request.body ?? {});
  });
  app.patch(`${base}/admins/:admin`, (request) =>
    world.setRoles(found(request), request.body ?? {}),
  );
  /** A user token without the dialog: {app_id, scopes?, life_ms?}. */
  app.post(`${base}/admins/:admin/token`, (request) => {
    const { app_id, scopes, life_ms: lifeMs } = request.body ?? {};
    const { token } = world.userToken(found(request), world.app(app_id), { scopes, lifeMs });
    return { access_token: token };
  });
  /** Password changed, app removed…: every token of the person is refused with the subcode. */
  app.post(`${base}/admins/:admin/end_tokens`, (request) => {
    const { id } = found(request);
    const { subcode = 460, app_id } = request.body ?? {};
    const mine = (token) => token.admin_id === id && (!app_id || token.app_id === app_id);
    world.tokens.kill(mine, subcode);
    return {};
  });
}

function pageRoutes(app, world) {
  const one = `${base}/accounts/:account`;
  /** Meta's word about the page: {action: warning | block | unblock, reason?, underscore?}. */
  app.post(`${one}/policy`, (request) => {
    const page = world.account(request.params.account);
    const { action = 'warning', reason = 'Spam', underscore = false } = request.body ?? {};
    if (action !== 'warning') page.setOptions({ policy_blocked: action === 'block' });
    const key = underscore ? 'policy_enforcement' : 'policy-enforcement';
    const event = { recipient: { id: page.id }, timestamp: Date.now(), [key]: { action, reason } };
    page.emit('messaging_policy_enforcement', event);
    return event;
  });
  /** The page loses its subscription, as after hours of failures: {app_id?}. */
  app.post(`${one}/unsubscribe`, (request) => {
    const page = world.account(request.params.account);
    const { app_id } = request.body ?? {};
    const ids = app_id ? [String(app_id)] : [...page.subscriptions.keys()];
    for (const id of ids) page.unsubscribe(world.app(id));
    return page.summary();
  });
  /** Subscribes without the API: {app_id?, fields?}. */
  app.post(`${one}/subscribe`, (request) => {
    const page = world.account(request.params.account);
    const { app_id = page.app_id, fields = pageFields } = request.body ?? {};
    page.subscribe(world.app(app_id), fields);
    return page.summary();
  });
}
