import { handlerOf, rootOf } from '../graph/routes.mjs';
import { refusalOf } from '../model/fault_rules.mjs';
import { BrokenAnswer, GraphError, graphError } from '../rules/errors.mjs';
import { authorise } from './call.mjs';

/** @param {any} fault */
export const refuse = (fault) =>
  fault.kind === 'server_error' ? new BrokenAnswer(fault.status) : refusalOf(fault);

/** @param {any} error  anything thrown while a call ran */
export function refusalFrom(error, log) {
  if (error instanceof GraphError || error instanceof BrokenAnswer) return error;
  log?.error(error);
  return graphError(1);
}

/** The person's number with us, when the call is about one. @param {import('./call.mjs').Call} call */
function clientOf({ page, params, path }) {
  const psid = params.recipient?.id ?? params.user_id ?? path[0];
  return page?.thread(String(psid ?? ''))?.client.id ?? null;
}

/** The fault that a call meets: the page's first, then the app's. */
export function faultOf(call, method) {
  const client = clientOf(call);
  const own = call.page?.faults.matchCall(method, client);
  return own ?? call.app?.faults.matchCall(method, client);
}

/**
 * Prepares a call: who it is from and what does it.
 * @param {import('./call.mjs').Call} call
 * @returns {() => any} lets it take effect
 */
export function prepare(call) {
  const root = rootOf(call);
  if (root?.open) {
    call.app = call.world.apps.get(String(call.params.client_id ?? '')) ?? null;
    return () => root.perform(call);
  }
  authorise(call);
  call.page?.usage.call();
  const perform = root?.perform ?? handlerOf(call);
  return () => perform(call);
}

/** Keeps what the program called. */
export function record(call, { method, status, outcome, begun }) {
  const { filedata, ...params } = call.params;
  if (filedata?.bytes) params.filedata = { name: filedata.file_name, size: filedata.bytes.length };
  const kept = {
    method,
    http: call.http,
    client: clientOf(call),
    params,
    time: begun,
    status,
    outcome,
  };
  if (call.fetched) kept.fetched = call.fetched;
  const owner = call.page ?? call.app;
  if (!owner) return;
  const numbered = owner.calls.add({ ...kept, duration_ms: Date.now() - begun });
  call.world.changed('call', call.page ?? null, numbered);
}
