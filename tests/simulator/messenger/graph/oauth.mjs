import { randomBytes } from 'node:crypto';
import { longLifeMs, shortLifeMs } from '../model/tokens.mjs';
import { graphError, invalid } from '../rules/errors.mjs';

const codeLifeMs = 10 * 60_000;

/** @param {string} message */
const refusal = (message) => graphError(100, null, { message });

/**
 * What the sign-in dialog is asked for; anything amiss is shown to the person, not redirected.
 * @param {import('../model/world.mjs').Messenger} world
 * @param {Record<string, string>} query
 */
export function dialogRequest(world, { client_id, redirect_uri, state = '', scope = '' }) {
  const app = world.apps.get(String(client_id ?? ''));
  if (!app) throw graphError(101);
  if (!redirect_uri || !URL.canParse(redirect_uri)) throw invalid('The redirect_uri is not a URL');
  const allowed = app.options.redirect_uris;
  if (allowed && !allowed.includes(redirect_uri)) {
    throw refusal("URL blocked: the redirect URI isn't white-listed in the app's settings");
  }
  return { app, redirect_uri, state, scopes: scope.split(/[ ,]+/).filter(Boolean) };
}

/**
 * Where the dialog leads when the person has pressed a button.
 * @param {import('../model/world.mjs').Messenger} world
 * @param {ReturnType<typeof dialogRequest>} asked
 * @param {import('../model/world.mjs').Admin | null} admin  null = the person refused
 * @param {string[]} [scopes]  what the person gives; all that was asked for when left out
 */
export function dialogAnswer(world, { app, redirect_uri, state, scopes }, admin, given = scopes) {
  const target = new URL(redirect_uri);
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) target.searchParams.set(name, value);
    if (state) target.searchParams.set('state', state);
    return target.href;
  };
  if (!admin) {
    const error_description = 'Permissions error';
    return put({ error: 'access_denied', error_reason: 'user_denied', error_description });
  }
  const code = `AQ${randomBytes(48).toString('base64url')}`;
  const expires_at = Date.now() + codeLifeMs;
  const kept = ['public_profile', ...given];
  world.codes.set(code, { app: app.id, admin: admin.id, redirect_uri, scopes: kept, expires_at });
  return put({ code });
}

/**
 * `GET /oauth/access_token`
 * @param {import('../http/call.mjs').Call} call
 */
export function accessToken(call) {
  const { world, params } = call;
  const app = world.apps.get(String(params.client_id ?? ''));
  if (!app) throw graphError(101);
  call.app = app;
  if (params.client_secret !== app.secret) {
    throw graphError(1, null, { status: 400, message: 'Error validating client secret.' });
  }
  const grants = { fb_exchange_token: exchange, client_credentials: appToken };
  return (grants[params.grant_type] ?? byCode)(world, app, params);
}

const answer = ({ token }, lifeMs) => ({
  access_token: token,
  token_type: 'bearer',
  expires_in: Math.floor(lifeMs / 1000),
});

function byCode(world, app, { code, redirect_uri }) {
  const known = world.codes.get(String(code ?? ''));
  if (!known || known.app !== app.id || known.expires_at < Date.now()) {
    throw graphError(100, 36009);
  }
  if (known.redirect_uri !== redirect_uri) {
    const message =
      'Error validating verification code. The redirect_uri is not the one used in the dialog.';
    throw graphError(100, 36008, { message });
  }
  world.codes.delete(code);
  const fields = { type: 'USER', app_id: app.id, admin_id: known.admin, scopes: known.scopes };
  const expires_at = Date.now() + shortLifeMs;
  return answer(world.tokens.add({ ...fields, long: false, expires_at }), shortLifeMs);
}

function exchange(world, app, { fb_exchange_token: text }) {
  const old = world.tokens.find(String(text ?? ''));
  if (!old || old.type !== 'USER' || old.app_id !== app.id) throw graphError(190);
  const weakness = world.tokens.weakness(old);
  if (weakness) throw weakness;
  const { type, app_id, admin_id, scopes } = old;
  const expires_at = Date.now() + longLifeMs;
  return answer(world.tokens.add({ type, app_id, admin_id, scopes, expires_at }), longLifeMs);
}

const appToken = (_world, app) => ({ access_token: app.token, token_type: 'bearer' });
