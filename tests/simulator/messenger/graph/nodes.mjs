import { sample } from '../../shared/samples.mjs';
import { fieldsOf, needScope, paged } from '../http/call.mjs';
import { mediaUrl } from '../model/media.mjs';
import { graphError, invalid } from '../rules/errors.mjs';

const pictureTtlS = 14 * 24 * 3600;
/** One portrait for all pages of a world. @type {WeakMap<object, any>} */
const portraits = new WeakMap();

/** The picture field of a page. @param {import('../http/call.mjs').Call} call */
export function pictureOf({ world }) {
  let file = portraits.get(world);
  if (!file || !world.files.byId(file.id)) {
    file = world.files.add(sample('portrait.jpg'));
    portraits.set(world, file);
  }
  const url = mediaUrl(world, file, pictureTtlS);
  return { data: { height: file.height, width: file.width, is_silhouette: false, url } };
}

/** `GET /me` with a user token */
export function readUser(call) {
  const { id, name } = call.target;
  const asked = fieldsOf(call, ['name']);
  return { id, ...(asked.includes('name') ? { name } : {}) };
}

/** `GET /me/accounts`: the pages that the person administers, with their tokens */
export function accounts(call) {
  const { world, target: admin, token } = call;
  needScope(call, 'pages_show_list');
  const asked = fieldsOf(call, ['access_token', 'name', 'id', 'tasks', 'category']);
  const all = admin.accounts
    .map((role) => ({ role, page: world.accounts.get(role.id) }))
    .filter(({ page }) => page)
    .map(({ role, page }) => {
      const full = {
        access_token: world.tokens.forPage(page, token).token,
        ...{ name: page.name, tasks: role.tasks, category: 'Shopping & retail' },
        picture: pictureOf(call),
      };
      const kept = asked.filter((name) => name in full).map((name) => [name, full[name]]);
      return { ...Object.fromEntries(kept), id: page.id };
    });
  return paged(call, all, 'me/accounts');
}

/** `GET /debug_token` @param {import('../http/call.mjs').Call} call */
export function debugToken({ world, app, token: viewer, params }) {
  const token = world.tokens.find(String(params.input_token ?? ''));
  if (!token) {
    const error = { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' };
    return { data: { error, is_valid: false, scopes: [] } };
  }
  if (viewer.type !== 'APP' && viewer.app_id !== token.app_id) throw graphError(190);
  if (app.id !== token.app_id) {
    throw invalid('The App_id in the input_token did not match the Viewing App');
  }
  const weakness = world.tokens.weakness(token);
  const seconds = (ms) => Math.floor(ms / 1000);
  const data = {
    ...{ app_id: token.app_id, type: token.type, application: app.name },
    ...{ data_access_expires_at: seconds(token.issued_at) + 90 * 24 * 3600 },
    ...{ expires_at: seconds(token.expires_at), is_valid: !weakness },
    ...{ issued_at: seconds(token.issued_at), scopes: token.scopes },
  };
  if (token.page_id) data.profile_id = token.page_id;
  if (token.admin_id) data.user_id = token.admin_id;
  if (weakness) {
    data.error = { code: weakness.code, message: weakness.message, subcode: weakness.subcode };
  }
  return { data };
}
