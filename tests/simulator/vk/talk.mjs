import { Conversation } from '../shared/conversation.mjs';
import { ControlError } from '../shared/errors.mjs';
import { shownButtons, shownMessage } from './shown.mjs';

export const nowSeconds = () => Math.floor(Date.now() / 1000);

/** A message as its events carry it: what the program put under its own stays in the history. */
function evented(wire) {
  if (!wire.out) return wire;
  const told = { ...wire };
  for (const name of ['keyboard', 'template', 'payload']) delete told[name];
  return told;
}

/** The conversation of one person with one community. */
export class Talk extends Conversation {
  /** Allowed by a widget or link, without a message. */
  allowed = false;
  /** In the community's blacklist. */
  banned = false;
  member = false;
  /** From a link that was clicked; goes with the next message. @type {{ref: string, ref_source?: string} | null} */
  pendingRef = null;
  /** The raw keyboard below the field. @type {any} */
  rawKeyboard = null;
  /** What the program showed by `setActivity`. @type {{type: string, time: number}[]} */
  activity = [];
  /** Sent by the program with these numbers already: random_id → message. @type {Map<string, any>} */
  sentBy = new Map();

  get key() {
    return `peer:${this.client.id}`;
  }

  /** Why the community can't write to the person: a code of the platform; null = it can. */
  get refusal() {
    const { client } = this;
    if (client.deactivated) return 18;
    if (this.banned) return 900;
    if (client.privacy === 'closed') return 902;
    return !this.blocked && (this.started || this.allowed) ? null : 901;
  }

  add(from, fields) {
    const entry = super.add(from, fields);
    this.account.index(this, entry);
    return entry;
  }

  /**
   * The person writes.
   * @param {any} content  text, attachments, payload, geo, reply_message, ref… of the message
   * @param {{cropped?: number}} [told]  cropped: so many characters of the text go with the event
   */
  fromClient(content, { cropped } = {}) {
    this.#checkClientMayWrite();
    this.started = true;
    this.blocked = false;
    const wire = this.#wire({ from_id: this.client.id, out: 0, ...this.#takeRef(), ...content });
    const entry = this.add('client', { id: wire.id, wire, ...shownMessage(wire) });
    const cut = cropped ? { text: wire.text.slice(0, cropped), is_cropped: true } : {};
    const object = { message: { ...wire, ...cut }, client_info: this.client.clientInfo() };
    const event_id = this.emit('message_new', object, () => {
      if (entry.state === 'sent') entry.state = 'delivered';
      this.told(entry);
    });
    this.changed();
    return { message: this.view(entry), event_id };
  }

  /**
   * The community writes: by its program, or by an administrator in VK itself.
   * @param {any} content  as for fromClient, and keyboard, template, admin_author_id
   */
  fromCommunity(content) {
    const wire = this.#wire({ from_id: -this.account.id, out: 1, ...content });
    const elsewhere = wire.admin_author_id !== undefined;
    const shown = { ...shownMessage(wire), ...(elsewhere ? { elsewhere } : {}) };
    const entry = this.add('account', { id: wire.id, wire, ...shown });
    if (wire.keyboard && !wire.keyboard.inline) this.#showKeyboard(wire.keyboard);
    this.emit('message_reply', evented(wire));
    if (this.account.options.auto_read) this.readByClient(wire.id);
    return entry;
  }

  /**
   * Either side corrects a message of its own.
   * @param {any} entry
   * @param {any} changes  new fields of the message
   */
  edit(entry, changes) {
    entry.wire = { ...entry.wire, ...changes, update_time: nowSeconds() };
    delete entry.buttons;
    delete entry.attachments;
    Object.assign(entry, shownMessage(entry.wire), { edited: true });
    this.told(entry);
    return this.emit('message_edit', evented(entry.wire));
  }

  /** It goes from the person's phone too. @param {any} entry */
  remove(entry) {
    entry.deleted = true;
    this.told(entry);
  }

  /** The person has seen everything of the community up to this message. @param {number} [id] */
  readByClient(id) {
    const seen = this.messages.filter(({ from, wire }) => from === 'account' && !(wire.id > id));
    const last = seen.at(-1);
    if (!last) throw new ControlError(409, 'there is nothing to read');
    this.#markRead(seen);
    if (this.account.faults.matchDelivery('receipts_off', this.client.id)) return null;
    return this.emit('message_read', {
      ...{ from_id: this.client.id, peer_id: this.client.id },
      ...{ read_message_id: last.id, conversation_message_id: last.wire.conversation_message_id },
    });
  }

  /** The community has seen everything of the person up to this message. @param {number} [id] */
  readByCommunity(id) {
    this.#markRead(this.messages.filter(({ from, wire }) => from === 'client' && !(wire.id > id)));
  }

  /** @param {string} type @param {any} object @param {() => void} [onAccepted] */
  emit(type, object, onAccepted) {
    return this.account.emit(type, object, { key: this.key, onAccepted });
  }

  /** @param {number} cmid  the number within the conversation */
  byCmid(cmid) {
    return this.messages[cmid - 1];
  }

  /** The keyboard below the field goes, as after a press of a one-time one. */
  hideKeyboard() {
    this.rawKeyboard = null;
    this.keyboard = null;
    this.changed();
  }

  /** Makes everything so far older. @param {number} hours */
  age(hours) {
    const seconds = Math.round(hours * 3600);
    for (const entry of this.messages) {
      entry.wire = { ...entry.wire, date: entry.wire.date - seconds };
      entry.time -= seconds * 1000;
    }
  }

  summary() {
    const { allowed, banned, member, activity } = this;
    return { ...super.summary(), allowed, banned, member, activity: activity.at(-1) ?? null };
  }

  snapshot() {
    const { allowed, banned, member, pendingRef, rawKeyboard } = this;
    const sentBy = [...this.sentBy].map(([random, entry]) => [random, entry.n]);
    return { ...super.snapshot(), allowed, banned, member, pendingRef, rawKeyboard, sentBy };
  }

  restore({ sentBy, ...saved }) {
    super.restore(saved);
    for (const entry of this.messages) this.account.index(this, entry);
    this.sentBy = new Map(sentBy.map(([random, n]) => [random, this.messages[n - 1]]));
  }

  #markRead(entries) {
    for (const entry of entries) {
      if (entry.state === 'read') continue;
      entry.state = 'read';
      this.told(entry);
    }
  }

  #checkClientMayWrite() {
    if (!this.account.settings.messages) {
      throw new ControlError(409, 'messages of the community are off: groups.setSettings');
    }
    if (this.banned) throw new ControlError(409, 'the person is in the blacklist: unban first');
    if (this.client.deactivated) throw new ControlError(409, 'the person is deactivated');
  }

  #takeRef() {
    const ref = this.pendingRef;
    this.pendingRef = null;
    return ref ?? {};
  }

  #showKeyboard(keyboard) {
    const shown = keyboard.buttons.length > 0;
    this.rawKeyboard = shown ? keyboard : null;
    this.keyboard = shown ? shownButtons(keyboard) : null;
    this.changed();
  }

  #wire(fields) {
    return {
      ...{ id: this.account.nextMessageId++, date: nowSeconds(), peer_id: this.client.id },
      ...{ version: 10_000 + this.messages.length + 1, text: '' },
      conversation_message_id: this.messages.length + 1,
      ...{ random_id: 0, important: false, is_hidden: false, fwd_messages: [], attachments: [] },
      ...fields,
    };
  }
}
