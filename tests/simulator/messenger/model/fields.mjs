/** What a page's subscription can name. */
export const pageFields = [
  ...['messages', 'messaging_postbacks', 'messaging_optins', 'messaging_referrals'],
  ...['message_deliveries', 'message_reads', 'message_echoes', 'message_edits'],
  ...['message_reactions', 'messaging_handovers', 'standby', 'messaging_policy_enforcement'],
  'messaging_account_linking',
];

/** Where an event belongs, by the key that it carries. */
const byKey = {
  postback: 'messaging_postbacks',
  optin: 'messaging_optins',
  referral: 'messaging_referrals',
  delivery: 'message_deliveries',
  read: 'message_reads',
  message_edit: 'message_edits',
  reaction: 'message_reactions',
  pass_thread_control: 'messaging_handovers',
  take_thread_control: 'messaging_handovers',
  request_thread_control: 'messaging_handovers',
  app_roles: 'messaging_handovers',
  'policy-enforcement': 'messaging_policy_enforcement',
  policy_enforcement: 'messaging_policy_enforcement',
  account_linking: 'messaging_account_linking',
};

/** These go to the app that owns the thread; the others hear of them on standby. */
const ownersOnly = new Set([
  ...['messages', 'messaging_postbacks', 'message_deliveries', 'message_reads'],
  ...['message_echoes', 'message_reactions', 'message_edits', 'messaging_referrals'],
]);

/** @param {any} event */
export function fieldOf(event) {
  if (event?.message) return event.message.is_echo ? 'message_echoes' : 'messages';
  const key = Object.keys(event ?? {}).find((name) => Object.hasOwn(byKey, name));
  return key ? byKey[key] : 'messages';
}

/** @param {string} field */
export const isOwnersOnly = (field) => ownersOnly.has(field);

/** All permissions that the programs of pages ask for. */
export const allScopes = [
  ...['pages_show_list', 'pages_messaging', 'pages_manage_metadata', 'pages_read_engagement'],
  ...['business_management', 'public_profile'],
];
