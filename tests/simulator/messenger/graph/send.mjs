import { needScope } from '../http/call.mjs';
import { mediaOf, mediaUrl } from '../model/media.mjs';
import { checkObject } from '../rules/checks.mjs';
import { graphError, invalid } from '../rules/errors.mjs';
import { checkMessage, checkSenderAction } from '../rules/message.mjs';
import { checkMessagingType, checkWindow } from '../rules/tags.mjs';

const heavyTypes = new Set(['audio', 'video']);

/**
 * Whom a send is for, by whichever of its forms. `free` = the window does not matter;
 * `used` is called when it went out.
 * @param {import('../model/page.mjs').Page} page
 * @param {any} recipient
 */
function recipientOf(page, recipient) {
  checkObject(recipient, 'recipient');
  const { id, user_ref, comment_id, post_id, notification_messages_token: optIn } = recipient;
  const nobody = () => graphError(100, 2018001);
  const named = (psid) => {
    const thread = page.thread(String(psid));
    if (!thread) throw nobody();
    return thread;
  };
  if (id !== undefined) return { thread: named(id), free: false };
  if (user_ref !== undefined) {
    if (!page.userRefs.has(String(user_ref))) throw nobody();
    return { thread: named(page.userRefs.get(String(user_ref))), free: true, anonymous: true };
  }
  if (optIn !== undefined) {
    const known = page.optIns.get(String(optIn));
    if (!known || known.expires_at < Date.now() || known.stopped) throw nobody();
    return { thread: named(known.psid), free: true };
  }
  return privateReply(page, comment_id ?? post_id, named);
}

function privateReply(page, id, named) {
  if (id === undefined) throw invalid('Param recipient must name who it is for');
  const comment = page.comments.get(String(id));
  if (!comment) throw graphError(100, 33);
  if (comment.answered) throw invalid('This comment has been answered already');
  page.usage.privateReply();
  const used = () => (comment.answered = true);
  return { thread: named(comment.psid), free: true, used };
}

/** @param {import('../model/page.mjs').Page} page */
function checkPage({ options }) {
  if (!options.terms_accepted) throw graphError(2018344);
  if (options.policy_blocked) throw graphError(368);
  if (options.restricted) throw graphError(10, 1893063);
}

/** @param {import('../http/call.mjs').Call} call @param {import('../model/thread.mjs').Thread} thread */
function checkReachable({ app }, { client, blocked, blockError }) {
  if (!app.options.advanced_access && !client.tester) throw graphError(200, 2018028);
  if (blocked) throw graphError(blockError.code, blockError.subcode);
}

/** A template of the business's own messages must have been approved. */
function checkUtility(page, { messaging_type, message }) {
  const { template } = message;
  if (messaging_type !== 'UTILITY') {
    if (template) throw invalid('Param message[template] needs messaging_type UTILITY');
    return;
  }
  if (!template?.name || !template.language) throw invalid('Param message[template] is required');
  if (page.options.utility_templates.includes(template.name)) return;
  throw invalid(`The template ${template.name} is not approved`);
}

/**
 * `POST /{page}/messages`
 * @param {import('../http/call.mjs').Call} call
 */
export async function send(call) {
  const { page, app, params } = call;
  needScope(call, 'pages_messaging', 230);
  if (params.sender_action !== undefined) return senderAction(call);
  const { message, persona_id } = params;
  const type = message?.attachment?.type;
  page.usage.send(heavyTypes.has(type));
  checkPage(page);
  checkMessagingType(params, { date: app.date, early: app.options.early_retirement });
  checkMessage(message, app.date);
  checkUtility(page, params);
  if (persona_id !== undefined && !page.personas.has(String(persona_id))) {
    throw invalid('Invalid persona_id');
  }
  const { thread, free, anonymous, used } = recipientOf(page, params.recipient);
  checkReachable(call, thread);
  if (!free) {
    const { lastActionAt, adWindowUntil } = thread;
    const { human_agent: humanAgent } = app.options;
    const { subscription_messaging: subscriptionMessaging } = page.options;
    const at = { now: Date.now(), lastActionAt, adWindowUntil, humanAgent, subscriptionMessaging };
    checkWindow(params, at);
  }
  const media = type && type !== 'template' ? await storedMedia(call, message.attachment) : {};
  used?.();
  const extra = entryExtra(call);
  const entry = thread.fromPage(message, { appId: app.id, file: media.file, extra });
  const answer = { message_id: entry.id };
  if (!anonymous) answer.recipient_id = thread.psid;
  if (media.attachment_id) answer.attachment_id = media.attachment_id;
  return answer;
}

/** What only the phone and the tests see of a message. */
function entryExtra({ params: { tag, messaging_type, persona_id, message }, page, fetched }) {
  const extra = { messaging_type };
  if (tag !== undefined) extra.tag = tag;
  if (persona_id !== undefined) extra.persona = page.personas.get(String(persona_id)).name;
  if (message.metadata !== undefined) extra.metadata = message.metadata;
  if (fetched) extra.fetched = fetched;
  return extra;
}

async function storedMedia(call, attachment) {
  const { page, world, params } = call;
  const told = (record) => (call.fetched = record);
  const file = await mediaOf(page, attachment, params.filedata, told);
  const reusable = [true, 'true', 1].includes(attachment.payload?.is_reusable);
  const kept = reusable ? { attachment_id: page.addAttachment(file.id, attachment.type).id } : {};
  const url = mediaUrl(world, file, page.options.media_ttl_s);
  return { file: { url, name: file.name, size: file.size }, ...kept };
}

function senderAction(call) {
  const { page, params } = call;
  checkSenderAction(params);
  const { thread } = recipientOf(page, params.recipient);
  checkReachable(call, thread);
  thread.senderAction(params.sender_action);
  return { recipient_id: thread.psid };
}

/**
 * `POST /{page}/message_attachments`
 * @param {import('../http/call.mjs').Call} call
 */
export async function uploadAttachment(call) {
  const { page, params } = call;
  needScope(call, 'pages_messaging', 230);
  checkMessage(params.message, call.app.date);
  const { attachment } = params.message;
  if (!attachment || attachment.type === 'template') throw graphError(100, 2018034);
  const told = (record) => (call.fetched = record);
  const file = await mediaOf(page, attachment, params.filedata, told);
  return { attachment_id: page.addAttachment(file.id, attachment.type).id };
}
