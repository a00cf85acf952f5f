import { VkError, badParameter } from '../errors.mjs';
import { eventTypes, isBefore, versionOf } from '../event_types.mjs';
import { communityScopes } from '../world.mjs';
import { flag, given, list, optionalNumber, text, wholeNumber } from './read.mjs';

/** The answer became an object; the sheet does not say with which version. */
const objectSince = [5, 139];
const maxTitle = 14;
const maxSecret = 50;
const maxUrl = 2048;
const accessToGroupDenied = 203;
const groupAuthFailed = 27;
const adminLevel = 3;
const switches = ['messages', 'bots_capabilities', 'bots_start_button', 'bots_add_to_chat'];

/** The parameter group_id has to be the community whose token it is. */
function own({ community, params }) {
  if (wholeNumber(params, 'group_id') !== community.id) throw new VkError(accessToGroupDenied);
  return community;
}

function getById({ world, community, params, version }) {
  const wanted = [...list(params, 'group_ids'), ...list(params, 'group_id')];
  if (wanted.length === 0 && community) wanted.push(String(community.id));
  const found = wanted.map((name) => {
    const byName = [...world.accounts.values()].find((one) => one.screen_name === name);
    return world.accounts.get(name) ?? byName;
  });
  if (found.length === 0 || found.includes(undefined)) throw badParameter('group_ids is invalid');
  const groups = found.map((one) => one.wire());
  return isBefore(version, objectSince) ? groups : { groups, profiles: [] };
}

function getTokenPermissions({ grant }) {
  const permissions = grant.scopes.map((name) => ({ name, setting: communityScopes[name] }));
  const mask = permissions.reduce((sum, { setting }) => sum | setting, 0);
  return { mask, permissions };
}

function setSettings(call) {
  const community = own(call);
  for (const name of switches) {
    if (given(call.params, name)) community.settings[name] = flag(call.params, name);
  }
  community.changed();
  return 1;
}

function getCallbackConfirmationCode(call) {
  return { code: own(call).confirmationCode };
}

function serverFields(params) {
  const url = text(params, 'url', maxUrl);
  if (!/^https?:\/\/[^\s]+$/.test(url)) throw badParameter('url is invalid');
  const secret_key = given(params, 'secret_key') ? text(params, 'secret_key', maxSecret) : '';
  return { url, title: text(params, 'title', maxTitle), secret_key };
}

/** Asks the address for the code; the next add or edit will want another code. */
async function confirm(community, server) {
  const asked = server.confirm().finally(() => community.renewConfirmationCode());
  if (community.options.confirm === 'before') await asked;
}

async function addCallbackServer(call) {
  const community = own(call);
  const creator_id = call.grant.admin ?? 0;
  const server = community.addServer({ ...serverFields(call.params), creator_id });
  await confirm(community, server);
  return { server_id: server.id };
}

function serverOf(call) {
  const server = own(call).servers.get(wholeNumber(call.params, 'server_id'));
  if (!server) throw badParameter('server_id is invalid');
  return server;
}

async function editCallbackServer(call) {
  const server = serverOf(call);
  Object.assign(server, serverFields(call.params));
  await confirm(call.community, server);
  return 1;
}

function deleteCallbackServer(call) {
  call.community.removeServer(serverOf(call));
  return 1;
}

function getCallbackServers(call) {
  const asked = list(call.params, 'server_ids').map(Number);
  const servers = [...own(call).servers.values()]
    .filter(({ id }) => asked.length === 0 || asked.includes(id))
    .map((server) => server.wire());
  return { count: servers.length, items: servers };
}

/** Turns kinds of events on and off; those not named stay. */
function setEvents(target, params) {
  if (given(params, 'api_version')) {
    if (!versionOf(params.api_version)) throw badParameter('api_version is invalid');
    target.api_version = String(params.api_version);
  }
  for (const type of eventTypes.filter((name) => given(params, name))) {
    if (flag(params, type)) target.events.add(type);
    else target.events.delete(type);
  }
}

function setCallbackSettings(call) {
  const server = serverOf(call);
  setEvents(server, call.params);
  call.community.renewConfirmationCode();
  call.community.changed();
  return 1;
}

function setLongPollSettings(call) {
  const { longPoll } = own(call);
  setEvents(longPoll, call.params);
  if (given(call.params, 'enabled')) longPoll.setEnabled(flag(call.params, 'enabled') === 1);
  call.community.changed();
  return 1;
}

function getLongPollServer(call) {
  return own(call).longPoll.server(call.base);
}

/** The communities of a person. */
function get({ world, grant, params }) {
  if (grant.kind === 'community') throw new VkError(groupAuthFailed);
  const asked = list(params, 'filter');
  if (asked.length > 0 && !asked.includes('admin')) throw badParameter('filter is invalid');
  const mine = (world.admins.get(grant.id)?.accounts ?? []).map((id) => world.account(id));
  const offset = optionalNumber(params, 'offset') ?? 0;
  const shown = mine.slice(offset, offset + (optionalNumber(params, 'count') ?? 1000));
  const role = { is_admin: 1, admin_level: adminLevel };
  const items = shown.map((one) =>
    given(params, 'extended') ? { ...one.wire(), ...role } : one.id,
  );
  return { count: mine.length, items };
}

const manage = { scope: 'manage', who: 'community' };

/** @type {Record<string, import('./table.mjs').Method>} */
export const groupMethods = {
  'groups.getById': { who: 'any', run: getById },
  'groups.getTokenPermissions': { who: 'community', run: getTokenPermissions },
  'groups.setSettings': { ...manage, run: setSettings },
  'groups.getCallbackConfirmationCode': { ...manage, run: getCallbackConfirmationCode },
  'groups.addCallbackServer': { ...manage, run: addCallbackServer },
  'groups.editCallbackServer': { ...manage, run: editCallbackServer },
  'groups.deleteCallbackServer': { ...manage, run: deleteCallbackServer },
  'groups.getCallbackServers': { ...manage, run: getCallbackServers },
  'groups.setCallbackSettings': { ...manage, run: setCallbackSettings },
  'groups.setLongPollSettings': { ...manage, run: setLongPollSettings },
  'groups.getLongPollServer': { ...manage, run: getLongPollServer },
  'groups.get': { scope: 'groups', who: 'any', run: get },
};
