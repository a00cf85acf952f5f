import type { operations } from './schema';

/** Every operation of the server, by name. */
export type Op = keyof operations;

type Part<T, Name extends string> = T extends Record<Name, infer Value> ? Value : object;
type Body<T> = T extends { requestBody: { content: { 'application/json': infer B } } }
  ? B
  : T extends { requestBody?: { content: { 'application/json': infer B } } }
    ? B
    : object;
type Query<T> = T extends { query?: infer Value }
  ? Value extends object
    ? Value
    : object
  : object;

/** What goes in: of the path, the query and the body, under one roof. */
export type Params<K extends Op> = Part<operations[K]['parameters'], 'path'> &
  Query<operations[K]['parameters']> &
  Body<operations[K]>;

type Json<R> = R extends { content: { 'application/json': infer Value } } ? Value : never;
type Answers<K extends Op> = operations[K]['responses'];

/** What comes out. */
export type Result<K extends Op> = Json<Answers<K>[keyof Answers<K> & (200 | 201)]>;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The operations that travel over HTTP: the session itself and the settings. */
export const routes: Partial<Record<Op, readonly [Method, string]>> = {
  'auth.sign_up': ['POST', '/auth/sign_up'],
  'auth.sign_in': ['POST', '/auth/sign_in'],
  'auth.sign_out': ['POST', '/auth/sign_out'],
  'auth.me': ['GET', '/auth/me'],
  'auth.update_me': ['PATCH', '/auth/me'],
  'auth.change_password': ['POST', '/auth/change_password'],
  'auth.drop_photo': ['DELETE', '/auth/photo'],
  'auth.sessions': ['GET', '/auth/sessions'],
  'auth.end_session': ['DELETE', '/auth/sessions/{session}'],
  'auth.end_other_sessions': ['POST', '/auth/sessions/end_others'],
  'auth.totp_begin': ['POST', '/auth/totp'],
  'auth.totp_confirm': ['POST', '/auth/totp/confirm'],
  'auth.totp_off': ['POST', '/auth/totp/off'],
  'auth.recovery_codes': ['POST', '/auth/totp/recovery_codes'],
  'auth.ask_reset': ['POST', '/auth/reset'],
  'auth.finish_reset': ['POST', '/auth/reset/finish'],
  'projects.create': ['POST', '/projects'],
  'projects.update': ['PATCH', '/projects/{project}'],
  'projects.delete': ['DELETE', '/projects/{project}'],
  'projects.drop_logo': ['DELETE', '/projects/{project}/logo'],
  'members.list': ['GET', '/projects/{project}/members'],
  'members.add': ['POST', '/projects/{project}/members'],
  'members.update': ['PATCH', '/projects/{project}/members/{member}'],
  'members.remove': ['DELETE', '/projects/{project}/members/{member}'],
  'members.presence': ['GET', '/projects/{project}/presence'],
  'members.set_presence': ['POST', '/projects/{project}/presence'],
  'staff.list': ['GET', '/staff'],
  'staff.remove': ['DELETE', '/staff/{person}'],
  'invites.create': ['POST', '/projects/{project}/invites'],
  'invites.list': ['GET', '/projects/{project}/invites'],
  'invites.revoke': ['DELETE', '/projects/{project}/invites/{invite}'],
  'invites.look': ['POST', '/invites/look'],
  'invites.accept': ['POST', '/invites/accept'],
  'departments.list': ['GET', '/projects/{project}/departments'],
  'departments.create': ['POST', '/projects/{project}/departments'],
  'departments.update': ['PATCH', '/projects/{project}/departments/{department}'],
  'departments.delete': ['DELETE', '/projects/{project}/departments/{department}'],
  'variables.list': ['GET', '/projects/{project}/variables'],
  'variables.create': ['POST', '/projects/{project}/variables'],
  'variables.update': ['PATCH', '/projects/{project}/variables/{variable}'],
  'variables.delete': ['DELETE', '/projects/{project}/variables/{variable}'],
  'tokens.list': ['GET', '/projects/{project}/tokens'],
  'tokens.create': ['POST', '/projects/{project}/tokens'],
  'tokens.delete': ['DELETE', '/projects/{project}/tokens/{token}'],
  'audit.list': ['GET', '/projects/{project}/audit'],
  'channels.connect': ['POST', '/projects/{project}/channels'],
  'channels.list': ['GET', '/projects/{project}/channels'],
  'channels.rearm': ['POST', '/projects/{project}/channels/{channel}/rearm'],
  'channels.disconnect': ['DELETE', '/projects/{project}/channels/{channel}'],
  'channels.login': ['POST', '/projects/{project}/channels/login'],
  'channels.login_state': ['GET', '/projects/{project}/channels/login/{login}'],
  'channels.login_choose': ['POST', '/projects/{project}/channels/login/{login}'],
  'channels.update': ['PATCH', '/projects/{project}/channels/{channel}'],
  'channels.check': ['POST', '/projects/{project}/channels/{channel}/check'],
  'channels.bot_profile': ['GET', '/projects/{project}/channels/{channel}/bot_profile'],
  'channels.set_bot_profile': ['PUT', '/projects/{project}/channels/{channel}/bot_profile'],
  'platforms.list': ['GET', '/platforms'],
};
