import { ControlError } from '../../shared/errors.mjs';

const refForm = /^[A-Za-z0-9+/=\-.:_]{0,2083}$/;

/** What a link or an advertisement tells. */
function referralOf({ ref = '', payload, source, ad_id, ...rest }) {
  const word = String(ref || payload || '');
  if (!refForm.test(word))
    throw new ControlError(400, 'a ref is up to 2083 of A-Z a-z 0-9 + / = - . : _');
  const from = source ?? (ad_id ? 'ADS' : 'SHORTLINK');
  const referral = { ref: word, source: from, type: 'OPEN_THREAD' };
  if (ad_id) referral.ad_id = String(ad_id);
  for (const name of ['ads_context_data', 'referer_uri'])
    if (rest[name]) referral[name] = rest[name];
  return referral;
}

/**
 * The person opens the thread: by a link {ref} or an advertisement {ad_id, ref?}, or by itself.
 * New people press Get Started when the page has it; otherwise the referral waits for their
 * first message. In a thread that exists it is an event of its own.
 */
export function arrive(thread, params) {
  const named = params.ref || params.payload || params.ad_id;
  const referral = named ? referralOf(params) : null;
  if (referral?.source === 'ADS') thread.fromAd = true;
  if (thread.started) {
    return referral ? thread.event({ referral }, { opens: true }) : {};
  }
  const { get_started: button } = thread.account.profile;
  if (button) {
    const postback = { title: 'Get started', payload: button.payload };
    return thread.postback(referral ? { ...postback, referral } : postback);
  }
  thread.referral = referral;
  thread.changed();
  return {};
}

/** The event itself, whatever the state of the thread. */
export function referral(thread, params) {
  return thread.event({ referral: referralOf(params) }, { opens: true });
}

/** @param {any} thread @returns {any[]} the buttons that can be pressed, newest first */
function buttonsOn(thread) {
  const inMessages = [...thread.messages]
    .reverse()
    .flatMap((entry) => [
      ...(entry.buttons ?? []).flat(),
      ...(entry.attachments ?? []).flatMap((card) => card.buttons ?? []),
    ]);
  return [
    ...(thread.keyboard ?? []).flat().map((button) => ({ ...button, quick: true })),
    ...inMessages,
  ];
}

/**
 * The person presses a quick reply, a button, or something of the menu: {payload?, text?}. What is
 * on no message counts as an entry of the menu when it has `menu: true`.
 */
export function press(thread, { payload, text, menu = false, title }) {
  if (menu)
    return thread.postback({ title: title ?? text ?? String(payload), payload: String(payload) });
  const button = buttonsOn(thread).find((one) =>
    payload === undefined ? one.text === text : one.payload === payload,
  );
  if (!button) throw new ControlError(404, 'there is no such button');
  if (button.kind === 'url') return { url: button.url };
  if (!button.quick) return thread.postback({ title: button.text, payload: button.payload });
  const message = { text: button.text, quick_reply: { payload: button.payload } };
  return thread.fromClient(message, { text: button.text });
}
