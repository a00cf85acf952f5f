/**
 * The shapes the server speaks, in one place: every other file imports them from here. They are
 * the server's own: `npm run types` makes `schema.ts` from `openapi.json`, which the server writes.
 */
import type { Result } from './ops';
import type { components } from './schema';

type Schemas = components['schemas'];

/** A 63-bit integer as a decimal string; ids of one kind grow with time. */
export type Id = Schemas['id'];
/** RFC 3339, UTC, milliseconds. */
export type Time = Schemas['time'];

export type Person = Schemas['person'];
export type Locale = Person['locale'];
export type Project = Schemas['project'];
export type Me = Schemas['me'];
export type Member = Schemas['member'];
export type Role = Member['role'];
/** What a manager may be forbidden (TEAM-3); true = allowed. */
export type Permissions = Schemas['permissions'];
export type Permission = keyof Permissions;
export type Presence = Schemas['presence'];
export type Department = Schemas['department'];
export type StaffPerson = Schemas['staff'];
export type Invite = Schemas['invite'];
export type Invitation = Schemas['invitation'];
export type Session = Schemas['session'];
export type ApiToken = Schemas['api_token'];
export type NewApiToken = Schemas['new_api_token'];
export type AuditEntry = Schemas['audit_entry'];

export type Channel = Schemas['channel'];
export type ChannelMode = Channel['mode'];
export type PlatformName = Schemas['platform_name'];
export type PlatformInfo = Schemas['platform'];
export type MessageType = Schemas['message_type'];
export type LoginState = Schemas['login_state'];
export type LoginAccount = Schemas['login_account'];
export type Checkup = Schemas['checkup'];
export type Finding = Schemas['finding'];
export type BotProfile = Schemas['bot_profile'];

export type Named = Schemas['named'];
export type Chat = Schemas['chat'];
export type LastMessage = Schemas['last_message'];
export type Message = Schemas['message'];
export type MessageStatus = NonNullable<Schemas['message_status']>;
export type Content = Schemas['content'];
export type Attachment = Schemas['attachment'];
/** What an upload gives; messages name it by its id. */
export type StoredFile = Schemas['file'];
/** What the messenger's rules allow a person in a chat now (CHN-5). */
export type MaySend = Schemas['may_send'];
export type PlatformRules = Schemas['platform_rules'];

/** All that the staff knows of a client (CRD-1 to CRD-8). */
export type ClientCard = Result<'clients.get'>;
export type ClientStatus = ClientCard['status'];
/** One change of a card. */
export type CardChange = Result<'clients.history'>['items'][number];
/** One appeal of a client. */
export type Dialog = Result<'clients.dialogs'>['items'][number];
/** A link that a client came by. */
export type ClientSource = Result<'clients.sources'>['items'][number];
/** A question that the project asks about its clients. */
export type Variable = Result<'variables.list'>['items'][number];
export type Tag = Result<'tags.list'>['items'][number];

export type Counters = Schemas['counters'];
export type Tab = keyof Counters;

/** RFC 9457 with a stable code; other members depend on the code. */
export type ProblemBody = Schemas['problem'];
export type FieldError = NonNullable<ProblemBody['errors']>[number];

/** A page of a keyset list. */
export interface List<T> {
  items: T[];
  next_cursor: string | null;
}
