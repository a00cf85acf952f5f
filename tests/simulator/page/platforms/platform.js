import { ask } from '../api.js';

/**
 * What the page has to know of a platform. Accounts are {id, title, subtitle, token, revoked,
 * pending, faults}; clients {id, title}; chats {client, started, blocked, keyboard, last};
 * messages have the shape of shared/conversation.mjs.
 */
export class Platform {
  /** Whose words the page uses: `account_viber`, `add_viber`, … */
  name = '';
  label = '';
  /** Fields of the dialogs: [name, key of the label, what stands there]. */
  accountFields = [['name', 'name', 'Shop']];
  clientFields = [
    ['first_name', 'first_name'],
    ['last_name', 'last_name'],
  ];
  /** What the clip offers: {mark, key, action, params} or {…, upload: accepted types}. */
  attachments = [];
  /** Faults of the drawer: [key of the label, fault]. */
  faults = [];
  /** What a person does besides writing: {mark, key, action}. */
  gestures = [];
  /** Action and parameter of a link that brings something along. */
  link = { action: 'start', param: 'payload' };
  editable = true;
  /** Label of the button that ends it with the account. */
  blockKey = 'block';
  /** Emoji a message of the account can be answered with. @type {string | null} */
  reaction = null;
  /** Staff can answer past the program. */
  elsewhere = false;
  /** The account's program is told that the person types. */
  tellsTyping = false;

  async load() {
    const [accounts, clients] = await Promise.all([
      ask('GET', `/${this.name}/accounts`),
      ask('GET', `/${this.name}/clients`),
    ]);
    return {
      accounts: accounts.map((one) => this.account(one)),
      clients: clients.map((one) => this.client(one)),
    };
  }

  /** An account as the page shows it. */
  account(raw) {
    return { ...raw, title: raw.name, subtitle: String(raw.id) };
  }

  client(raw) {
    const title = raw.name ?? [raw.first_name, raw.last_name].filter(Boolean).join(' ');
    return { ...raw, title };
  }

  chat(raw) {
    return { ...raw, client: this.client(raw.client) };
  }

  message(raw) {
    return raw;
  }

  async addAccount(fields) {
    return this.account(await ask('POST', `/${this.name}/accounts`, fields));
  }

  async addClient(fields) {
    return this.client(await ask('POST', `/${this.name}/clients`, fields));
  }

  async chats(account) {
    const chats = await ask('GET', `${this.path(account)}/chats`);
    return chats.map((one) => this.chat(one));
  }

  async messages(account, client) {
    const messages = await ask('GET', `${this.path(account, client)}/messages`);
    return messages.map((one) => this.message(one));
  }

  act(account, client, action, params = {}) {
    return ask('POST', `${this.path(account, client)}/${action}`, params);
  }

  calls(account) {
    return ask('GET', `${this.path(account)}/calls?last=30`);
  }

  addFault(account, fault) {
    return ask('POST', `${this.path(account)}/faults`, fault);
  }

  removeFault(account, id) {
    return ask('DELETE', `${this.path(account)}/faults/${id}`);
  }

  revoke(account) {
    return ask('POST', `${this.path(account)}/revoke`);
  }

  path(account, client) {
    const person = client ? `/clients/${encodeURIComponent(client.id)}` : '';
    return `/${this.name}/accounts/${encodeURIComponent(account.id)}${person}`;
  }

  /** The button that is pressed, as the platform's `press` takes it. */
  pressOf(message, { text, payload }) {
    return payload === undefined ? { text } : { payload };
  }

  /** What pressing a button in place of the keyboard does: {action, params}. */
  keyboardAct(button) {
    return { action: 'press', params: this.pressOf(null, button) };
  }

  /** Whether the phone shows only the button that begins. */
  onlyStart(_account, chat) {
    return !chat.started;
  }

  /** Until when the account types, milliseconds. */
  typingUntil() {
    return 0;
  }

  /** What the drawer tells of the account: [key of the label, text]. */
  facts(account) {
    return [
      ['webhook', account.webhook?.url || account.webhook_url || '—'],
      ['pending', String(account.pending)],
    ];
  }

  /** A change as the page understands it, or null: {type, account, data}. */
  event({ type, account, data }) {
    if (type === 'account') return { type, account, data: this.account(data) };
    if (type === 'client') return { type, account, data: this.client(data) };
    if (type === 'chat') return { type, account, data: this.chat(data) };
    return { type, account, data };
  }
}

/** What all platforms can meet. */
export const commonFaults = [
  ['f500', { kind: 'server_error', status: 500 }],
  ['fhtml', { kind: 'html' }],
  ['fslow', { kind: 'slow', ms: 3000 }],
  ['fhang', { kind: 'hang', when: 'after' }],
  ['freset', { kind: 'reset', when: 'after' }],
  ['fduplicate', { kind: 'duplicate' }],
  ['freorder', { kind: 'reorder', count: 2 }],
];

/** Pictures of the bundle that everyone has. */
export const pictures = (action) => [
  { mark: '👗', key: 'photo', action, params: { sample: 'dress.jpg' } },
  { mark: '📦', key: 'photo', action, params: { sample: 'parcel.jpg' } },
  { mark: '🖼', key: 'own_photo', action, upload: 'image/*' },
];
