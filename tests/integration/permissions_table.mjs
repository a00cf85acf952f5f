/**
 * What everybody is given (TEAM-2, TEAM-3, INB-11, ACC-7), written down apart from the program: a
 * row for every operation and every kind of event. One without a row fails the tests.
 */

/** All that a manager may be forbidden. */
export const permissions = [
  ...['new', 'mine', 'others', 'done', 'search', 'take', 'broadcasts', 'automator', 'tools'],
  ...['audience', 'export', 'analytics', 'delete_clients', 'client_contacts'],
];

export const scopes = [
  ...['chats.read', 'chats.write', 'clients.read', 'clients.write'],
  ...['project.read', 'project.write'],
];

const to = (who, scope = null, needs = null) => ({ who, scope, needs });
const ofAnyone = to('anyone');
const ofSignedIn = to('signed_in');
const ofOwner = to('owner');
const ofAdmins = (scope) => to('admin', scope);
const ofMembers = (scope, needs) => to('member', scope, needs);
/** What speaks of one chat or client: nothing of it is there for who may not see the chat. */
const ofViewers = (scope) => ({ ...to('member', scope), sight: true });

/** Who may call what; `scope` is what an API token needs, null = no token may. */
export const operations = {
  'auth.sign_up': ofAnyone,
  'auth.sign_in': ofAnyone,
  'auth.sign_out': ofSignedIn,
  'auth.me': ofSignedIn,
  'auth.update_me': ofSignedIn,
  'auth.change_password': ofSignedIn,
  'auth.sessions': ofSignedIn,
  'auth.end_session': ofSignedIn,
  'auth.end_other_sessions': ofSignedIn,
  'auth.totp_begin': ofSignedIn,
  'auth.totp_confirm': ofSignedIn,
  'auth.totp_off': ofSignedIn,
  'auth.recovery_codes': ofSignedIn,
  'auth.ask_reset': ofAnyone,
  'auth.finish_reset': ofAnyone,
  'auth.set_photo': ofSignedIn,
  'auth.drop_photo': ofSignedIn,
  'invites.look': ofAnyone,
  'invites.accept': ofAnyone,
  'platforms.list': to('signed_in', 'project.read'),
  'projects.list': ofSignedIn,
  'projects.create': ofSignedIn,
  'staff.list': ofAdmins(null),
  'staff.remove': ofSignedIn,
  'projects.get': ofMembers('project.read'),
  'projects.update': ofAdmins('project.write'),
  'projects.set_logo': ofAdmins('project.write'),
  'projects.drop_logo': ofAdmins('project.write'),
  'projects.delete': ofOwner,
  'members.list': ofMembers('project.read'),
  'members.add': ofAdmins(null),
  'members.update': ofAdmins(null),
  'members.remove': ofAdmins(null),
  'members.set_presence': ofMembers('project.write'),
  'members.presence': ofMembers('project.read'),
  'invites.create': ofAdmins(null),
  'invites.list': ofAdmins(null),
  'invites.revoke': ofAdmins(null),
  'departments.list': ofMembers('project.read'),
  'departments.create': ofAdmins('project.write'),
  'departments.update': ofAdmins('project.write'),
  'departments.delete': ofAdmins('project.write'),
  'tokens.list': ofAdmins(null),
  'tokens.create': ofAdmins(null),
  'tokens.delete': ofAdmins(null),
  'audit.list': ofAdmins(null),
  'channels.connect': ofAdmins('project.write'),
  'channels.list': ofMembers('project.read'),
  'channels.rearm': ofAdmins('project.write'),
  'channels.disconnect': ofAdmins('project.write'),
  'channels.login': ofAdmins(null),
  'channels.login_state': ofAdmins(null),
  'channels.login_choose': ofAdmins(null),
  'channels.update': ofAdmins('project.write'),
  'channels.check': ofAdmins('project.write'),
  'channels.bot_profile': ofAdmins('project.read'),
  'channels.set_bot_profile': ofAdmins('project.write'),
  'chats.list': ofMembers('chats.read'),
  'chats.counters': ofMembers('chats.read'),
  'chats.get': ofViewers('chats.read'),
  'chats.take': ofViewers('chats.write'),
  'chats.done': ofViewers('chats.write'),
  'chats.take_over': ofViewers('chats.write'),
  'chats.transfer': ofViewers('chats.write'),
  'chats.accept': ofViewers('chats.write'),
  'chats.decline': ofViewers('chats.write'),
  'chats.add': ofViewers('chats.write'),
  'chats.remove': ofViewers('chats.write'),
  'chats.leave': ofViewers('chats.write'),
  'chats.forward': ofViewers('chats.write'),
  'chats.mark_read': ofViewers('chats.write'),
  'chats.typing': ofViewers('chats.write'),
  'messages.list': ofViewers('chats.read'),
  'messages.send': ofViewers('chats.write'),
  'messages.retry': ofViewers('chats.write'),
  'messages.edit': ofViewers('chats.write'),
  'messages.delete': ofViewers('chats.write'),
  'notes.add': ofViewers('chats.write'),
  'files.upload': ofMembers('chats.write'),
  'clients.list': ofMembers('clients.read', 'audience'),
  'clients.get': ofViewers('clients.read'),
  'clients.update': ofViewers('clients.write'),
  'clients.history': ofViewers('clients.read'),
  'clients.dialogs': ofViewers('clients.read'),
  'clients.sources': ofViewers('clients.read'),
  'clients.linked': ofViewers('clients.read'),
  'variables.list': ofMembers('clients.read'),
  'variables.create': ofAdmins('clients.write'),
  'variables.update': ofAdmins('clients.write'),
  'variables.delete': ofAdmins('clients.write'),
  'tags.list': ofMembers('clients.read'),
};

/** Who is told: all members, those who see the chat, or each of what is their own. */
export const events = {
  'chat.changed': 'viewers of the chat',
  'chat.gone': 'who no longer sees the chat',
  'chat.typing': 'viewers of the chat',
  'chat.unclaimed': 'viewers of the chat',
  'message.added': 'viewers of the chat',
  'message.changed': 'viewers of the chat',
  'message.moved': 'viewers of the chat',
  'client.changed': 'viewers of the chat',
  'counters.changed': 'each their own',
  resync: 'each their own',
  'channel.changed': 'members',
  'project.changed': 'members',
  'member.changed': 'members',
  'member.removed': 'members',
  'presence.changed': 'members',
  'department.changed': 'members',
  'department.removed': 'members',
  'variables.changed': 'members',
};

/** Kinds of events about a chat that it can be made to have, beside being gone. */
export const eventsOfChats = Object.keys(events).filter(
  (name) => events[name] === 'viewers of the chat',
);
