import { randomInt } from 'node:crypto';
import { Account } from '../../shared/account.mjs';
import { ControlError } from '../../shared/errors.mjs';
import { pageScopedId } from '../rules/signature.mjs';
import { faultRules } from './fault_rules.mjs';
import { isOwnersOnly, pageFields } from './fields.mjs';
import { Thread } from './thread.mjs';
import { Usage } from './usage.mjs';

/** The app of the page's own inbox. */
export const inboxApp = 263_902_037_430_900;
const attachmentLifeMs = 90 * 24 * 3_600_000;

export const newId = () => `${randomInt(1, 9999)}${Date.now()}`;

/** A page: whom it talks to, which apps hear of it, and what is set up for it. */
export class Page extends Account {
  /** App id → the fields it subscribed to. @type {Map<string, string[]>} */
  subscriptions = new Map();
  /** @type {Map<string, Thread>} by the person's page-scoped id */
  #threads = new Map();
  usage = new Usage(this);
  /** Events that no app has accepted yet. */
  waiting = 0;
  /** @type {{time: number, message: string} | null} */
  lastError = null;
  /** Greeting, menu and the like. @type {Record<string, any>} */
  profile = {};
  /** @type {Map<string, {id: string, name: string, profile_picture_url: string}>} */
  personas = new Map();
  /** @type {Map<string, {id: string, file: string, type: string, made_at: number}>} */
  attachments = new Map();
  /** References of checkbox plugins → psid. @type {Map<string, string>} */
  userRefs = new Map();
  /** Comments and posts that can be answered in private, once. @type {Map<string, any>} */
  comments = new Map();
  /** Tokens of those who opted in. @type {Map<string, any>} */
  optIns = new Map();
  options = {
    ...{ limits: true, auto_read: false, receipts: true },
    /** false: delivery events carry a watermark only. */
    delivery_mids: true,
    /** true: watermarks come as text. */
    watermark_string: false,
    /** 'pair' | 'new'; null = by the day. */
    sticker_form: null,
    subscription_messaging: false,
    restricted: false,
    policy_blocked: false,
    terms_accepted: true,
    utility_templates: [],
    /** Subcode with which a revoked token is refused; null = none. */
    revoke_subcode: 460,
    media_ttl_s: 7 * 24 * 3600,
    /** In place of the platform's own patience with addresses of media. */
    fetch_timeout_ms: null,
  };

  /**
   * @param {import('./world.mjs').Messenger} world
   * @param {{id: string, name: string, token: string, app_id: string}} identity
   */
  constructor(world, { app_id, ...identity }) {
    super(world, identity, faultRules);
    this.app_id = app_id;
  }

  makeChat(client) {
    const thread = new Thread(this, client, pageScopedId(this.id, client.id));
    this.#threads.set(thread.psid, thread);
    return thread;
  }

  /** @param {string} psid @returns {Thread | undefined} */
  thread(psid) {
    return this.#threads.get(psid);
  }

  get pending() {
    return this.waiting;
  }

  /** @param {import('./app.mjs').App} app @param {string[]} fields */
  subscribe(app, fields) {
    const unknown = fields.find((field) => !pageFields.includes(field));
    if (unknown !== undefined) throw new ControlError(400, `there is no field ${unknown}`);
    this.subscriptions.set(app.id, fields);
    this.changed();
  }

  /** @param {import('./app.mjs').App} app */
  unsubscribe(app) {
    this.subscriptions.delete(app.id);
    app.sender.drop(this);
    this.changed();
  }

  /**
   * Tells the apps that asked for it.
   * @param {string} field
   * @param {any} event
   * @param {{thread?: Thread, onAccepted?: () => void, channel?: 'messaging' | 'standby'}} [about]
   */
  emit(field, event, { thread, onAccepted = null, channel } = {}) {
    for (const [appId, fields] of this.subscriptions) {
      const app = this.world.apps.get(appId);
      const foreign = thread?.owner && thread.owner !== appId && isOwnersOnly(field);
      const wanted = channel === 'standby' || foreign ? 'standby' : field;
      if (!app || !fields.includes(wanted) || !app.wants(wanted)) continue;
      const way = channel ?? (foreign ? 'standby' : 'messaging');
      const lane = `${this.id}:${thread?.psid ?? ''}`;
      app.sender.enqueue({ page: this, event, field: wanted, channel: way, lane, onAccepted });
    }
  }

  /** @param {import('../../shared/post.mjs').Answer} answer */
  noteAnswer({ status, reason }) {
    const message = status === 0 ? reason : `HTTP ${status} ${reason}`;
    this.lastError = status === 200 ? null : { time: Date.now(), message };
  }

  /** @param {string} fileId @param {string} type */
  addAttachment(fileId, type) {
    const attachment = { id: newId(), file: fileId, type, made_at: Date.now() };
    this.attachments.set(attachment.id, attachment);
    return attachment;
  }

  /** @param {string | number} id @returns what may still be used */
  attachment(id) {
    const found = this.attachments.get(String(id));
    return found && Date.now() - found.made_at < attachmentLifeMs ? found : undefined;
  }

  summary() {
    const webhooks = [...this.subscriptions].map(([app_id, fields]) => {
      const url = this.world.apps.get(app_id)?.subscription?.callback_url ?? '';
      return { app_id, fields, url };
    });
    return {
      ...super.summary(),
      ...{ app_id: this.app_id, webhooks, webhook_url: webhooks[0]?.url ?? '' },
      ...{ last_error: this.lastError, profile: this.profile },
      personas: [...this.personas.values()],
    };
  }

  snapshot() {
    const { app_id, profile } = this;
    const maps = Object.fromEntries(keptMaps.map((name) => [name, [...this[name]]]));
    return { ...super.snapshot(), app_id, profile, ...maps };
  }

  /** @param {any} saved */
  restore(saved) {
    super.restore(saved);
    this.profile = saved.profile;
    for (const name of keptMaps) this[name] = new Map(saved[name]);
  }
}

const keptMaps = ['subscriptions', 'personas', 'attachments', 'userRefs', 'comments', 'optIns'];
