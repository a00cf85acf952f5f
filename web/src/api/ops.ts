import type * as T from './types';

interface In {
  project: T.Id;
}
interface InChat extends In {
  chat: T.Id;
}
interface Page {
  limit?: number;
  cursor?: string;
}

/** Every operation the panel uses: what goes in, what comes out. */
export interface Ops {
  'auth.sign_up': {
    params: { name: string; email: string; password: string; locale?: T.Locale };
    result: T.Person;
  };
  'auth.sign_in': { params: { email: string; password: string }; result: T.Person };
  'auth.sign_out': { params: object; result: object };
  'auth.me': { params: object; result: T.Me };
  'auth.update_me': { params: { name?: string; locale?: T.Locale }; result: T.Person };
  'auth.change_password': { params: { current: string; password: string }; result: object };
  'projects.create': { params: { name: string; time_zone?: string }; result: T.Project };
  'projects.update': { params: In & { name?: string; time_zone?: string }; result: T.Project };
  'members.list': { params: In & Page; result: T.List<T.Member> };
  'members.add': {
    params: In & { name: string; email: string; password: string; role: 'admin' | 'manager' };
    result: T.Member;
  };
  'channels.connect': {
    params: In & {
      platform: 'telegram';
      token: string;
      mode?: T.ChannelMode;
      take_over?: boolean;
    };
    result: T.Channel;
  };
  'channels.list': { params: In & Page; result: T.List<T.Channel> };
  'channels.rearm': {
    params: In & { channel: T.Id; mode?: T.ChannelMode; token?: string };
    result: T.Channel;
  };
  'channels.disconnect': { params: In & { channel: T.Id }; result: object };
  'chats.list': { params: In & Page & { tab: T.Tab }; result: T.List<T.Chat> };
  'chats.counters': { params: In; result: T.Counters };
  'chats.get': { params: InChat; result: T.Chat };
  'chats.take': { params: InChat; result: T.Chat };
  'chats.done': { params: InChat; result: T.Chat };
  'chats.mark_read': { params: InChat & { up_to: T.Id }; result: T.Chat };
  'messages.list': { params: InChat & Page; result: T.List<T.Message> };
  'messages.send': { params: InChat & { text: string; key?: string }; result: T.Message };
  'messages.retry': { params: InChat & { message: T.Id }; result: T.Message };
  'notes.add': { params: InChat & { text: string; key?: string }; result: T.Message };
}

export type Op = keyof Ops;
export type Params<K extends Op> = Ops[K]['params'];
export type Result<K extends Op> = Ops[K]['result'];

/** Asks the server for one operation, whichever way the words travel. */
export type Call = <K extends Op>(op: K, params: Params<K>) => Promise<Result<K>>;

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

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
};
