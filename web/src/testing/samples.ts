import type {
  Attachment,
  Chat,
  ClientCard,
  Member,
  Message,
  Permissions,
  PlatformRules,
} from '../api/types';

/** Well-formed objects of the API for tests; say only what the test is about. */
export function aChat(parts: Partial<Chat> = {}): Chat {
  const id = parts.id ?? '100';
  return {
    id,
    version: 1,
    client: {
      id: `9${id}`,
      name: 'Ivan Petrov',
      first_name: 'Ivan',
      last_name: 'Petrov',
      username: null,
      language: null,
      subscribed: true,
      photo_url: null,
      country: null,
      came_by: null,
      profile_url: null,
    },
    channel: { id: '7', platform: 'telegram', name: 'Shop' },
    state: 'new',
    responsible: null,
    participants: [],
    pending_transfer: null,
    department: null,
    unread: 0,
    waiting_since: null,
    unclaimed: false,
    dialog: '1',
    dialogs: 1,
    last_message: null,
    may_send: { allowed: true, form: null, until: null, code: null, since: null },
    created_at: '2026-11-20T09:00:00.000Z',
    ...parts,
  };
}

export function activeChat(responsible: string, parts: Partial<Chat> = {}): Chat {
  const person = { id: responsible, name: `Member ${responsible}` };
  return aChat({
    state: 'active',
    responsible: person,
    participants: [{ ...person, role: 'responsible' }],
    ...parts,
  });
}

export function aMessage(parts: Partial<Message> = {}): Message {
  return {
    id: '500',
    chat: '100',
    dialog: '1',
    kind: 'incoming',
    author: null,
    content: 'text',
    text: 'Hello',
    attachments: [],
    reply_to: null,
    edited_at: null,
    deleted_at: null,
    buttons: [],
    status: null,
    error: null,
    action: null,
    created_at: '2026-11-20T09:00:00.000Z',
    key: null,
    ...parts,
  };
}

/** Timers that run when the test says so. */
export class ManualTimers {
  private now = 0;
  private waiting: { at: number; fn: () => void }[] = [];

  readonly later = (fn: () => void, ms: number): (() => void) => {
    const entry = { at: this.now + ms, fn };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  };

  /** Lets time pass and everything that was due happen. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.waiting.filter((entry) => entry.at <= this.now);
    this.waiting = this.waiting.filter((entry) => entry.at > this.now);
    for (const entry of due) entry.fn();
    await settled();
  }
}

/** Everything that follows from resolved promises has happened. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** A `localStorage` of its own. */
export class MemoryShelf {
  private readonly map = new Map<string, string>();
  get length(): number {
    return this.map.size;
  }
  key(index: number): string | null {
    return [...this.map.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.map.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.map.set(name, value);
  }
  removeItem(name: string): void {
    this.map.delete(name);
  }
}

/** Telegram-like rules of a messenger. */
export function rulesOf(parts: Partial<PlatformRules> = {}): PlatformRules {
  const mb = 1024 * 1024;
  return {
    text_limit: 4096,
    caption_limit: 1024,
    files_at_once: 1,
    photo_bytes: 10 * mb,
    video_bytes: 50 * mb,
    audio_bytes: 50 * mb,
    document_bytes: 50 * mb,
    needs_public_files: false,
    edits: true,
    deletes: true,
    changes_within_hours: 48,
    replies: true,
    tells_delivered: false,
    tells_read: false,
    tells_typing: false,
    shows_typing: true,
    bot_profile: true,
    has_welcome: false,
    ...parts,
  };
}

export function anAttachment(parts: Partial<Attachment> = {}): Attachment {
  return {
    kind: 'photo',
    state: 'ready',
    name: 'dress.jpg',
    mime: 'image/jpeg',
    size: 28_000,
    width: 960,
    height: 1280,
    duration_s: 0,
    latitude: null,
    longitude: null,
    url: '/f/dress',
    thumbnail_url: '/f/small',
    error: null,
    ...parts,
  };
}

/** Everything is allowed but what is said. */
export function permissionsOf(parts: Partial<Permissions> = {}): Permissions {
  return {
    new: true,
    mine: true,
    others: true,
    done: true,
    search: true,
    take: true,
    broadcasts: true,
    automator: true,
    tools: true,
    audience: true,
    export: true,
    analytics: true,
    delete_clients: true,
    client_contacts: true,
    ...parts,
  };
}

export function aMember(parts: Partial<Member> = {}): Member {
  return {
    id: '2',
    name: 'Boris',
    email: 'boris@example.org',
    role: 'manager',
    photo_url: null,
    permissions: permissionsOf(),
    forbidden_departments: [],
    away: false,
    ...parts,
  };
}

export function aCard(parts: Partial<ClientCard> = {}): ClientCard {
  const { client, channel, created_at } = aChat();
  return {
    id: client.id,
    chat: client.id,
    name: client.name,
    first_name: client.first_name,
    last_name: client.last_name,
    username: null,
    language: null,
    photo_url: null,
    profile_url: null,
    subscribed: true,
    came_by: null,
    channel,
    created_at,
    status: 'appealed',
    email: '',
    phone: '',
    sex: 'unknown',
    country: '',
    city: '',
    address: '',
    notes: '',
    tags: [],
    variables: {},
    version: 1,
    contacts: true,
    ...parts,
  };
}
