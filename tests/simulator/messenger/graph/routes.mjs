import { graphError } from '../rules/errors.mjs';
import { readApp, subscriptions } from './app_edges.mjs';
import { accounts, debugToken, readUser } from './nodes.mjs';
import { accessToken } from './oauth.mjs';
import * as page from './page_edges.mjs';
import { send, uploadAttachment } from './send.mjs';

/** Without an object: `open` needs no token. */
const roots = {
  'GET oauth/access_token': { perform: accessToken, open: true },
  'POST oauth/access_token': { perform: accessToken, open: true },
  'GET debug_token': { perform: debugToken },
};

/** By the kind of the object and the edge. @type {Record<string, Record<string, (call: any) => any>>} */
const edges = {
  page: {
    'GET ': page.readPage,
    'POST messages': send,
    'POST message_attachments': uploadAttachment,
    'GET subscribed_apps': page.subscribedApps.get,
    'POST subscribed_apps': page.subscribedApps.set,
    'DELETE subscribed_apps': page.subscribedApps.remove,
    'GET messenger_profile': page.messengerProfile.get,
    'POST messenger_profile': page.messengerProfile.set,
    'DELETE messenger_profile': page.messengerProfile.remove,
    'GET personas': page.personas.list,
    'POST personas': page.personas.add,
    'GET conversations': page.conversations,
  },
  person: { 'GET ': page.readPerson },
  persona: { 'GET ': page.personas.read, 'DELETE ': page.personas.remove },
  app: {
    'GET ': readApp,
    'GET subscriptions': subscriptions.get,
    'POST subscriptions': subscriptions.set,
    'DELETE subscriptions': subscriptions.remove,
  },
  user: { 'GET ': readUser, 'GET accounts': accounts },
};

/** @param {import('../http/call.mjs').Call} call @param {string} id */
function objectOf({ world, page, token, app }, id) {
  if (id === 'me') {
    if (token.type === 'USER') return { kind: 'user', target: world.admins.get(token.admin_id) };
    if (token.type === 'PAGE') return { kind: 'page', target: page };
    return { kind: 'app', target: app };
  }
  if (token.type === 'USER' && token.admin_id === id)
    return { kind: 'user', target: world.admin(id) };
  if (app.id === id) return { kind: 'app', target: app };
  if (page?.id === id) return { kind: 'page', target: page };
  const admin = token.admin_id && world.admins.get(token.admin_id);
  if (token.type === 'USER' && admin?.accounts.some((one) => one.id === id)) {
    return { kind: 'page', target: world.accounts.get(id) };
  }
  if (page?.thread(id)) return { kind: 'person', target: page.thread(id) };
  if (page?.personas.has(id)) return { kind: 'persona', target: page.personas.get(id) };
  return { kind: null, target: null };
}

const unknownPath = (path) =>
  graphError(2500, null, { message: `Unknown path components: /${path.join('/')}` });

/** What of the API needs no object. @param {import('../http/call.mjs').Call} call */
export const rootOf = ({ http, path }) => roots[`${http} ${path.join('/')}`];

/**
 * What a call is called in records and faults: its edge, or the kind of its object.
 * @param {import('../http/call.mjs').Call} call
 */
export function methodName({ path, params }) {
  if (path.length === 0) return 'batch';
  if (path[0] === 'oauth') return 'access_token';
  if (path.length === 1) return /^\d+$/.test(path[0]) ? 'profile' : path[0];
  const edge = path.slice(1).join('/');
  return edge === 'messages' && params.sender_action !== undefined ? 'sender_action' : edge;
}

/**
 * Finds what does the call, and the object that it is about.
 * @param {import('../http/call.mjs').Call} call  with its token
 */
export function handlerOf(call) {
  const [id, ...edge] = call.path;
  const { kind, target } = objectOf(call, id);
  if (!target) throw graphError(100, 33);
  const name = `${call.http} ${edge.join('/')}`;
  if (!Object.hasOwn(edges[kind], name)) throw unknownPath(edge.length ? edge : [id]);
  if (kind === 'page' && call.page !== target && edge.length > 0) {
    throw graphError(190, null, {
      message: '(#190) This method must be called with a Page Access Token',
    });
  }
  call.target = target;
  return edges[kind][name];
}
