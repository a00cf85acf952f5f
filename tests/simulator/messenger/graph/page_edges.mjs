import { fieldsOf, needScope, paged } from '../http/call.mjs';
import { pageFields } from '../model/fields.mjs';
import { mediaUrl } from '../model/media.mjs';
import { newId } from '../model/page.mjs';
import { checkText } from '../rules/checks.mjs';
import { graphError, invalid } from '../rules/errors.mjs';
import { pictureOf } from './nodes.mjs';

/** @param {any} value  an array, JSON of one, or names with commas between */
export function names(value) {
  if (Array.isArray(value)) return value.map((one) => String(one?.name ?? one));
  return String(value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** @param {any} value */
export function checkedFields(value) {
  const fields = names(value);
  const unknown = fields.find((field) => !pageFields.includes(field));
  if (fields.length === 0) throw invalid('Param subscribed_fields is required');
  if (unknown) throw invalid(`Param subscribed_fields has the unknown value ${unknown}`);
  return fields;
}

export const subscribedApps = {
  get: ({ page, world }) => ({
    data: [...page.subscriptions].map(([id, subscribed_fields]) => ({
      ...{ id, name: world.apps.get(id)?.name, category: 'Business' },
      ...{ link: `https://www.facebook.com/games/?app_id=${id}`, subscribed_fields },
    })),
  }),
  set: (call) => {
    needScope(call, 'pages_manage_metadata');
    call.page.subscribe(call.app, checkedFields(call.params.subscribed_fields));
    return { success: true };
  },
  remove: (call) => {
    needScope(call, 'pages_manage_metadata');
    call.page.unsubscribe(call.app);
    return { success: true };
  },
};

/** What each part of the profile must look like. @type {Record<string, (value: any) => void>} */
const profileParts = {
  get_started: (value) => {
    if (!value?.payload) throw invalid('Param get_started[payload] is required');
    checkText(value.payload, 'get_started[payload]', 1000);
  },
  greeting: (value) => {
    if (!Array.isArray(value) || !value.some((one) => one.locale === 'default')) {
      throw invalid('Param greeting must have an element with locale default');
    }
    for (const { text } of value) checkText(text, 'greeting[text]', 160);
  },
  persistent_menu: (value) => {
    if (!Array.isArray(value) || !value.some((one) => one.locale === 'default')) {
      throw invalid('Param persistent_menu must have an element with locale default');
    }
  },
  ice_breakers: (value) => {
    if (!Array.isArray(value) || value.length > 4) {
      throw invalid('Param ice_breakers must be an array of at most 4 elements');
    }
  },
};

export const messengerProfile = {
  get: (call) => {
    const asked = fieldsOf(call, Object.keys(profileParts));
    const known = asked.filter((name) => Object.hasOwn(call.page.profile, name));
    const data = Object.fromEntries(known.map((name) => [name, call.page.profile[name]]));
    return { data: known.length ? [data] : [] };
  },
  set: ({ page, params }) => {
    const given = Object.keys(profileParts).filter((name) => params[name] !== undefined);
    if (given.length === 0) throw invalid('There is nothing to set');
    for (const name of given) profileParts[name](params[name]);
    if (params.persistent_menu && !params.get_started && !page.profile.get_started) {
      throw invalid('You must set a Get Started button if you also wish to use a persistent menu');
    }
    for (const name of given) page.profile[name] = params[name];
    page.changed();
    return { result: 'success' };
  },
  remove: ({ page, params }) => {
    for (const name of names(params.fields)) delete page.profile[name];
    page.changed();
    return { result: 'success' };
  },
};

export const personas = {
  list: (call) => paged(call, [...call.page.personas.values()], `${call.page.id}/personas`),
  add: ({ page, params: { name, profile_picture_url } }) => {
    if (!name || !profile_picture_url) {
      throw invalid('Params name and profile_picture_url are required');
    }
    const persona = { id: newId(), name: String(name), profile_picture_url };
    page.personas.set(persona.id, persona);
    page.changed();
    return { id: persona.id };
  },
  read: ({ target }) => target,
  remove: ({ page, target }) => {
    page.personas.delete(target.id);
    return { success: true };
  },
};

/** `GET /{page}/conversations`, of one person or of all. */
export function conversations(call) {
  const { page, params } = call;
  needScope(call, 'pages_messaging', 230);
  page.usage.conversation();
  const one = params.user_id === undefined ? null : page.thread(String(params.user_id));
  const threads = params.user_id === undefined ? [...page.chats.values()] : [one].filter(Boolean);
  const asked = fieldsOf(call, ['link', 'updated_time']);
  const all = threads
    .filter((thread) => thread.messages.length > 0)
    .map((thread) => {
      const full = {
        link: `https://business.facebook.com/latest/inbox/all?asset_id=${page.id}&selected_item_id=${thread.psid}`,
        updated_time: new Date(thread.messages.at(-1).time).toISOString(),
        message_count: thread.messages.length,
      };
      const kept = asked.filter((name) => name in full).map((name) => [name, full[name]]);
      return { id: `t_${thread.psid}`, ...Object.fromEntries(kept) };
    });
  return paged(call, all, `${page.id}/conversations`);
}

/** What a person's card may show, by whether the person came in a way that gives it. */
export function readPerson(call) {
  const { target: thread, app, world, page } = call;
  const { client } = thread;
  if (client.profile === 'denied') throw graphError(200);
  if (client.profile === 'missing' || !thread.started) throw graphError(100, 33);
  const picture = client.photo && world.files.byId(client.photo);
  const { name, first_name, last_name, locale, timezone, gender } = client;
  const full = {
    ...{ first_name, last_name, name },
    profile_pic: picture ? mediaUrl(world, picture, page.options.media_ttl_s) : undefined,
    ...approved(app, { locale, timezone, gender }),
  };
  const asked = fieldsOf(call, ['first_name', 'last_name', 'profile_pic']);
  const kept = asked.filter((name) => full[name] !== undefined).map((name) => [name, full[name]]);
  return { ...Object.fromEntries(kept), id: thread.psid };
}

/** Each of these needs an approval of its own. */
function approved({ options }, fields) {
  const may = (name) => options.permissions?.includes(`pages_user_${name}`);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => may(name)));
}

/** `GET /{page}` */
export function readPage(call) {
  const page = call.target;
  const full = {
    id: page.id,
    name: page.name,
    picture: pictureOf(call),
    link: `https://www.facebook.com/${page.id}`,
  };
  full.access_token = call.token.type === 'PAGE' ? call.params.access_token : undefined;
  const kept = fieldsOf(call, ['name']).filter((name) => full[name] !== undefined);
  return { ...Object.fromEntries(kept.map((name) => [name, full[name]])), id: page.id };
}
