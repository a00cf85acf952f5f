import type { Channel, Chat, Id, Member, Message, Named, Time } from '../api/types';

/** Where in a project's stream of events a panel is. */
export interface Position {
  epoch: string;
  seq: number;
}

/** Counters as the hub sends them: the same for everybody, `mine` by member. */
export interface SharedCounters {
  new: number;
  active: number;
  done: number;
  mine: Record<Id, number>;
}

/** How far a message has come, when nothing else about it changed. */
export interface MovedMessage {
  chat: Id;
  message: Id;
  status: Message['status'];
  error: Message['error'];
}

interface Events {
  'chat.changed': Chat;
  'message.added': Message;
  'message.changed': Message;
  'message.moved': MovedMessage;
  'chat.typing': { chat: Id; person: Named | null };
  'counters.changed': SharedCounters;
  'chat.unclaimed': { chat: Id; waiting_since: Time };
  'channel.changed': Channel;
  'project.changed': { id: Id; name: string; time_zone: string };
  'member.changed': Member;
  resync: object;
}

export type EventName = keyof Events;

/** One change in a project, whole enough to be shown without asking again. */
export type LiveEvent = {
  [K in EventName]: { event: K; project: Id; epoch: string; seq: number; data: Events[K] };
}[EventName];

export type EventOf<K extends EventName> = Extract<LiveEvent, { event: K }>;
