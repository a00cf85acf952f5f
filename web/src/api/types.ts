/**
 * The shapes the server speaks, in one place: every other file imports them from here.
 * Once `openapi.json` is checked in, `npm run types` makes `schema.ts` from it and the names below
 * become aliases of `components['schemas'][…]`; nothing else changes.
 */

/** A 63-bit integer as a decimal string; ids of one kind grow with time. */
export type Id = string;
/** RFC 3339, UTC, milliseconds. */
export type Time = string;

export type Locale = 'ru' | 'en';
export type Role = 'owner' | 'admin' | 'manager';

export interface Person {
  id: Id;
  name: string;
  email: string;
  locale: Locale;
}

export interface Project {
  id: Id;
  name: string;
  time_zone: string;
  role: Role;
  created_at: Time;
}

export interface Me {
  person: Person;
  projects: Project[];
  csrf_token: string;
}

export interface Member {
  id: Id;
  name: string;
  email: string;
  role: Role;
}

export type ChannelMode = 'webhook' | 'polling';
export type ChannelProblem = 'token_revoked' | 'webhook_lost' | 'conflict' | 'unreachable';

export interface Channel {
  id: Id;
  platform: 'telegram';
  name: string;
  username: string;
  link: string;
  mode: ChannelMode;
  state: 'connected' | 'broken' | 'disconnected';
  webhook_url: string | null;
  health: {
    last_inbound_at: Time | null;
    last_error_at: Time | null;
    last_error: string | null;
    problem: ChannelProblem | null;
  };
  created_at: Time;
}

export interface Named {
  id: Id;
  name: string;
}

export interface Participant extends Named {
  role: 'responsible' | 'added';
}

export interface Client {
  id: Id;
  name: string;
  first_name: string;
  last_name: string;
  username: string | null;
  language: string | null;
  subscribed: boolean;
  photo: string | null;
  profile_url: string | null;
}

export type MessageKind = 'incoming' | 'outgoing' | 'auto' | 'broadcast' | 'note' | 'system';
export type Content =
  | 'text'
  | 'photo'
  | 'video'
  | 'animation'
  | 'video_note'
  | 'voice'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'location'
  | 'venue'
  | 'contact'
  | 'button'
  | 'start'
  | 'other';
export type MessageStatus =
  'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'uncertain';

export interface LastMessage {
  id: Id;
  kind: MessageKind;
  content: Content;
  text: string;
  created_at: Time;
  status: MessageStatus | null;
}

export type ChatState = 'new' | 'active' | 'done';

export interface Chat {
  id: Id;
  /** Grows with every change; an older one is ignored. */
  version: number;
  client: Client;
  channel: { id: Id; platform: string; name: string };
  state: ChatState;
  /** In state `new`: who was responsible last time. */
  responsible: Named | null;
  participants: Participant[];
  pending_transfer: null;
  department: null;
  unread: number;
  waiting_since: Time | null;
  unclaimed: boolean;
  dialog: Id;
  dialogs: number;
  last_message: LastMessage | null;
  created_at: Time;
}

export type ActionType = 'opened' | 'took' | 'closed' | 'unsubscribed' | 'subscribed' | 'unclaimed';

export interface Message {
  id: Id;
  chat: Id;
  dialog: Id;
  kind: MessageKind;
  author: Named | null;
  content: Content;
  text: string;
  attachments: unknown[];
  buttons: unknown[];
  status: MessageStatus | null;
  error: { code: string; text: string } | null;
  action: { type: ActionType; by: Named | null } | null;
  created_at: Time;
  /** What the sender called it, so that sending twice is sending once. */
  key: string | null;
}

export interface Counters {
  new: number;
  mine: number;
  others: number;
  done: number;
}

export type Tab = keyof Counters;

export interface List<T> {
  items: T[];
  next_cursor: string | null;
}

export interface FieldError {
  pointer: string;
  detail: string;
  code: string;
}

/** RFC 9457 with a stable code; other members depend on the code. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: FieldError[];
  by?: Named;
  host?: string;
  retry_after?: number;
}
