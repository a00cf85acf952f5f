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
  'projects.create': ['POST', '/projects'],
  'projects.update': ['PATCH', '/projects/{project}'],
  'members.list': ['GET', '/projects/{project}/members'],
  'members.add': ['POST', '/projects/{project}/members'],
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
