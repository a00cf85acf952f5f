/** Kinds of events a community can turn on for its servers and its long poll. */
export const eventTypes = Object.freeze([
  ...['message_new', 'message_reply', 'message_edit', 'message_allow', 'message_deny'],
  ...['message_typing_state', 'message_read', 'message_event', 'message_reaction_event'],
  ...['group_join', 'group_leave', 'user_block', 'user_unblock'],
]);

/** Since this version `message_new` has `message` and `client_info` side by side. */
const nestedSince = [5, 103];

/** @param {any} text  e.g. "5.199" */
export function versionOf(text) {
  const match = /^(\d+)\.(\d+)$/.exec(String(text));
  return match ? [Number(match[1]), Number(match[2])] : null;
}

/** @param {number[]} version @param {number[]} other */
export const isBefore = (version, other) =>
  version[0] < other[0] || (version[0] === other[0] && version[1] < other[1]);

/**
 * The event as it goes out under a version of the API.
 * @param {{type: string, object: any, group_id: number, event_id: string}} event
 * @param {string} version
 */
export function shaped({ type, object, group_id, event_id }, version) {
  const flat = type === 'message_new' && isBefore(versionOf(version), nestedSince);
  return { type, event_id, group_id, v: version, object: flat ? object.message : object };
}
