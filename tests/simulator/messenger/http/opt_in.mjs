import { randomInt } from 'node:crypto';

const year = 365 * 24 * 3_600_000;

/** Marketing messages: a token by which the person can be written to later. */
function marketing(
  thread,
  { payload = 'news', title = 'News', timezone = 'Europe/Kyiv', token, stopped },
) {
  const { account: page, psid } = thread;
  const known = String(token ?? randomInt(100_000, 999_999));
  const before = page.optIns.get(known);
  const expires_at = before?.expires_at ?? Date.now() + year;
  page.optIns.set(known, { psid, expires_at, stopped: stopped === true });
  const optin = {
    ...{ type: 'notification_messages', payload, title, notification_messages_token: known },
    ...{ notification_messages_timezone: timezone, token_expiry_timestamp: expires_at },
    user_token_status: before ? 'REFRESHED' : 'NOT_REFRESHED',
  };
  if (stopped !== undefined) {
    optin.notification_messages_status = stopped ? 'STOP_NOTIFICATIONS' : 'RESUME_NOTIFICATIONS';
  }
  return thread.event({ optin }, { opens: !stopped });
}

/**
 * The person opts in: to marketing messages, by the old plugin {ref}, or by a checkbox
 * {user_ref, ref?}, which does not say who it was.
 */
export function optIn(thread, params) {
  const { ref, user_ref } = params;
  if (user_ref !== undefined) {
    const { account: page, psid } = thread;
    page.userRefs.set(String(user_ref), psid);
    const optin = { ref: ref ?? '', user_ref: String(user_ref) };
    const event = { recipient: { id: page.id }, timestamp: thread.tick(), optin };
    page.emit('messaging_optins', event, { thread });
    return event;
  }
  if (ref !== undefined) return thread.event({ optin: { ref } }, { opens: true });
  return marketing(thread, params);
}
