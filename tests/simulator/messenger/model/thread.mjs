import { randomBytes } from 'node:crypto';
import { Conversation } from '../../shared/conversation.mjs';
import { ControlError } from '../../shared/errors.mjs';
import { adWindowMs } from '../rules/tags.mjs';
import { fieldOf } from './fields.mjs';
import { shownOf } from './shown.mjs';

const maxEdits = 5;
const typingMs = 20_000;

const ofPage = ({ from }) => from === 'account';
const newMid = () => `m_${randomBytes(42).toString('base64url')}`;

/** The conversation of a page with one person. */
export class Thread extends Conversation {
  /** What the person did last opens the window; 0 = never did anything. */
  lastActionAt = 0;
  adWindowUntil = 0;
  /** An advertisement brought the person, who has not written yet. */
  fromAd = false;
  /** Waits for the first message, when there is no Get Started. @type {any} */
  referral = null;
  /** App that owns the thread; null = everyone hears of it. @type {string | null} */
  owner = null;
  /** With what sends are refused while blocked. */
  blockError = { code: 551, subcode: 1545041 };
  typingUntil = 0;
  seenAt = 0;
  #lastTime = 0;

  /** @param {import('./page.mjs').Page} account @param {any} client @param {string} psid */
  constructor(account, client, psid) {
    super(account, client);
    this.psid = psid;
  }

  /** A time later than every other one here. */
  tick() {
    this.#lastTime = Math.max(Date.now(), this.#lastTime + 1);
    return this.#lastTime;
  }

  /** The person did something that opens the window. */
  acted() {
    this.lastActionAt = Date.now();
    this.account.usage.engage(this.psid);
  }

  /**
   * An event from the person.
   * @param {any} content  the event without sender, recipient, timestamp
   * @param {{opens?: boolean, onAccepted?: () => void, time?: number}} [how]
   */
  event(content, { opens = false, onAccepted, time = this.tick() } = {}) {
    if (this.blocked) throw new ControlError(409, 'the client has blocked the page: unblock first');
    if (opens) this.acted();
    const { account, psid } = this;
    const event = {
      sender: { id: psid },
      recipient: { id: account.id },
      timestamp: time,
      ...content,
    };
    account.emit(fieldOf(event), event, { thread: this, onAccepted });
    return event;
  }

  /**
   * The person writes.
   * @param {any} message  its content in the platform's form
   * @param {object} shown how both sides see it
   */
  fromClient(message, shown) {
    if (this.blocked) throw new ControlError(409, 'the client has blocked the page: unblock first');
    const mid = newMid();
    const time = this.tick();
    const referral = this.referral ? { referral: this.referral } : {};
    this.referral = null;
    const wire = { mid, ...message, ...referral };
    if (this.fromAd) this.adWindowUntil = Date.now() + adWindowMs;
    this.fromAd = false;
    this.started = true;
    this.keyboard = null;
    const entry = this.add('client', { id: mid, time, wire, ...shown });
    const onAccepted = () => this.#became(entry, 'delivered');
    this.event({ message: wire }, { opens: true, onAccepted, time });
    return { message: entry, mid, psid: this.psid };
  }

  /**
   * The person presses a button that is no message.
   * @param {{title: string, payload: string, referral?: any}} postback
   */
  postback(postback) {
    this.started = true;
    const mid = newMid();
    const event = this.event({ postback: { mid, ...postback } }, { opens: true });
    this.changed();
    return { mid, psid: this.psid, event };
  }

  /**
   * The page writes.
   * @param {any} message  as sent
   * @param {object} how
   * @param {string | number | null} how.appId  who wrote; null = no app
   * @param {{url: string, name: string, size: number}} [how.file]  the media
   * @param {object} [how.extra]  further fields of the entry: tag, fetched, elsewhere
   */
  fromPage(message, { appId, file, extra = {} }) {
    const mid = newMid();
    const time = this.tick();
    const { keyboard, ...shown } = shownOf(message, this, file);
    this.keyboard = keyboard;
    this.typingUntil = 0;
    this.account.usage.engage(this.psid);
    const entry = this.add('account', { id: mid, time, wire: message, ...shown, ...extra });
    this.#echo(entry, appId);
    if (!this.blocked) this.#receipts(entry);
    return entry;
  }

  /** @param {string} action  typing_on, typing_off, mark_seen */
  senderAction(action) {
    if (action === 'mark_seen') this.seenAt = Date.now();
    else this.typingUntil = action === 'typing_on' ? Date.now() + typingMs : 0;
    this.changed();
  }

  /** The person has read everything up to a message, or all. */
  read(entry = this.messages.findLast(ofPage)) {
    const watermark = entry?.time ?? Date.now();
    for (let n = this.messages.length - 1; n >= 0; n -= 1) {
      const one = this.messages[n];
      if (!ofPage(one) || one.time > watermark) continue;
      if (one.state === 'read') break;
      this.#became(one, 'read');
    }
    return this.event({ read: { watermark: this.#watermark(watermark) } });
  }

  /** @param {any} entry @param {string} text */
  edit(entry, text) {
    if (entry.from !== 'client') throw new ControlError(400, 'only own messages can be edited');
    if (entry.text === undefined) throw new ControlError(400, 'only text can be edited');
    entry.edits = (entry.edits ?? 0) + 1;
    if (entry.edits > maxEdits) throw new ControlError(409, `at most ${maxEdits} edits`);
    Object.assign(entry, { text, edited: true, wire: { ...entry.wire, text } });
    this.told(entry);
    const message_edit = { mid: entry.id, text, num_edit: entry.edits };
    return this.event({ message_edit });
  }

  /** @param {any} entry @param {{emoji: string, reaction: string, remove: boolean}} what */
  react(entry, { emoji, reaction, remove }) {
    const reactions = { ...entry.reactions };
    if (remove) delete reactions.client;
    else reactions.client = emoji;
    entry.reactions = reactions;
    this.told(entry);
    const action = remove ? 'unreact' : 'react';
    const wire = { mid: entry.id, action, ...(remove ? {} : { reaction, emoji }) };
    return this.event({ reaction: wire }, { opens: true });
  }

  /** @param {number} hours */
  age(hours) {
    const ms = hours * 3_600_000;
    if (this.lastActionAt) this.lastActionAt -= ms;
    if (this.adWindowUntil) this.adWindowUntil -= ms;
    this.changed();
  }

  summary() {
    const { psid, lastActionAt, adWindowUntil, owner, typingUntil, seenAt } = this;
    return {
      ...super.summary(),
      ...{ psid, owner, last_action_at: lastActionAt, ad_window_until: adWindowUntil },
      ...{ typing_until: typingUntil, seen_at: seenAt },
    };
  }

  snapshot() {
    const { lastActionAt, adWindowUntil, fromAd, referral, owner, blockError } = this;
    const kept = { lastActionAt, adWindowUntil, fromAd, referral, owner, blockError };
    return { ...super.snapshot(), ...kept };
  }

  #became(entry, state) {
    if (entry.state === 'read') return;
    entry.state = state;
    this.told(entry);
  }

  #watermark(time) {
    return this.account.options.watermark_string ? String(time) : time;
  }

  #echo(entry, appId) {
    const { account, psid } = this;
    const { metadata, ...content } = echoOf(entry);
    const app = appId === null ? {} : { app_id: Number(appId) };
    const returned = metadata === undefined ? {} : { metadata };
    const message = { mid: entry.id, is_echo: true, ...app, ...returned, ...content };
    const event = {
      sender: { id: account.id },
      recipient: { id: psid },
      timestamp: entry.time,
      message,
    };
    account.emit('message_echoes', event, { thread: this });
  }

  #receipts(entry) {
    const { options, faults } = this.account;
    if (!options.receipts || faults.matchDelivery('receipts_off', this.client.id)) return;
    this.#became(entry, 'delivered');
    const mids = options.delivery_mids ? { mids: [entry.id] } : {};
    this.event({ delivery: { ...mids, watermark: this.#watermark(entry.time) } });
    if (options.auto_read) this.read(entry);
  }
}

/** What of a sent message comes back in its echo. */
function echoOf({ wire, attachments }) {
  const { text, metadata, attachment, sticker_id: sticker } = wire;
  const content = { metadata };
  if (text !== undefined) content.text = text;
  if (sticker !== undefined) {
    content.attachments = [{ type: 'sticker', payload: { sticker_id: Number(sticker) } }];
  }
  if (attachment?.type === 'template') content.attachments = [attachment];
  else if (attachment) {
    content.attachments = [{ type: attachment.type, payload: { url: attachments[0].url } }];
  }
  return content;
}
