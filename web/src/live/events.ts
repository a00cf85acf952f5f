import type {
  Channel,
  Chat,
  ClientCard,
  Counters,
  Department,
  Id,
  Member,
  Message,
  Named,
  Presence,
  Project,
  Time,
} from '../api/types';

/** Where in a project's stream of events a panel is. */
export interface Position {
  epoch: string;
  seq: number;
}

/** How far a message has come, when nothing else about it changed. */
export interface MovedMessage {
  chat: Id;
  message: Id;
  status: Message['status'];
  error: Message['error'];
}

/** What of a project is the same for everybody in it. */
export type SharedProject = Pick<
  Project,
  | 'id'
  | 'name'
  | 'time_zone'
  | 'color'
  | 'logo_url'
  | 'return_to_manager'
  | 'assignment'
  | 'assignment_cap'
>;

interface Events {
  'chat.changed': Chat;
  /** This person does not see the chat any more. */
  'chat.gone': { chat: Id };
  'message.added': Message;
  'message.changed': Message;
  'message.moved': MovedMessage;
  'chat.typing': { chat: Id; person: Named | null };
  'chat.unclaimed': { chat: Id; waiting_since: Time };
  'client.changed': ClientCard;
  /** Of the person who listens. */
  'counters.changed': Counters;
  'channel.changed': Channel;
  'project.changed': SharedProject;
  'member.changed': Member;
  'member.removed': { id: Id };
  'presence.changed': Presence;
  'department.changed': Department;
  'department.removed': { id: Id };
  /** The project's variables or tags are others now. */
  'variables.changed': object;
  resync: object;
}

export type EventName = keyof Events;

/** One change in a project, whole enough to be shown without asking again. */
export type LiveEvent = {
  [K in EventName]: { event: K; project: Id; epoch: string; seq: number; data: Events[K] };
}[EventName];

export type EventOf<K extends EventName> = Extract<LiveEvent, { event: K }>;
