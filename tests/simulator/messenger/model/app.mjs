import { randomBytes } from 'node:crypto';
import { Faults } from '../../shared/faults.mjs';
import { KeptList } from '../../shared/kept_list.mjs';
import { send } from '../../shared/post.mjs';
import { faultRules } from './fault_rules.mjs';
import { pageFields } from './fields.mjs';
import { Sender } from './sender.mjs';

const keptRecords = 50_000;
const handshakeTimeoutMs = 20_000;

/** An app of a developer: its webhook serves all the pages that it is subscribed to. */
export class App {
  calls = new KeptList(keptRecords);
  deliveries = new KeptList(keptRecords);
  faults = new Faults(faultRules);
  /** @type {{callback_url: string, fields: string[], active: boolean} | null} */
  subscription = null;
  options = {
    /** Calls without appsecret_proof are refused. */
    require_proof: false,
    /** false: only people marked as testers can be written to. */
    advanced_access: true,
    human_agent: true,
    /** The day whose rules hold, YYYY-MM-DD; null = today. */
    date: null,
    /** One of the apps that lost the tags first. */
    early_retirement: false,
    /** Permissions that people can give; null = all. */
    permissions: null,
    redirect_uris: null,
    /** So many events in one request. */
    batch: 1,
    timeout_ms: 20_000,
    give_up_after_hours: 36,
    unsubscribe_after_hours: 8,
    /** Fixed numbers for the usage headers, e.g. {call_count: 80}. */
    usage: null,
  };

  /**
   * @param {import('./world.mjs').Messenger} world
   * @param {{id: string, secret?: string, name?: string, verify_token?: string}} identity
   */
  constructor(world, { id, secret, name = 'Inbox', verify_token = '' }) {
    this.world = world;
    this.id = id;
    this.secret = secret ?? randomBytes(16).toString('hex');
    this.name = name;
    this.verify_token = verify_token;
    this.sender = new Sender(this);
  }

  /** The app's own token. */
  get token() {
    return `${this.id}|${this.secret}`;
  }

  /** The day whose rules hold. */
  get date() {
    return this.options.date ?? new Date().toISOString().slice(0, 10);
  }

  /** @param {string} field */
  wants(field) {
    return Boolean(this.subscription?.active && this.subscription.fields.includes(field));
  }

  /** @param {Record<string, any>} wish */
  setOptions(wish) {
    for (const name of Object.keys(this.options)) {
      if (wish[name] !== undefined) this.options[name] = wish[name];
    }
    this.changed();
  }

  /**
   * Asks the address whether it knows the token; only then it becomes the app's webhook.
   * @param {{callback_url: string, verify_token: string, fields?: string[], verify?: boolean}} wish
   * @returns {Promise<{ok: boolean, status: number, reason: string}>}
   */
  async subscribe({ callback_url, verify_token, fields = pageFields, verify = true }) {
    const answer = verify ? await handshake(callback_url, verify_token) : { ok: true, status: 0 };
    if (answer.ok) {
      this.verify_token = verify_token;
      this.subscription = { callback_url, fields, active: true };
      this.changed();
    }
    return answer;
  }

  unsubscribe() {
    this.subscription = null;
    this.sender.drop();
    this.changed();
  }

  summary() {
    const { id, secret, name, verify_token, token, subscription, options } = this;
    return {
      ...{ app_id: id, app_secret: secret, name, verify_token, token, options },
      ...{ webhook_url: subscription?.callback_url ?? '', fields: subscription?.fields ?? [] },
      faults: this.faults.all(),
    };
  }

  snapshot() {
    const { id, secret, name, verify_token, subscription, options } = this;
    const pending = this.sender.snapshot();
    return { id, secret, name, verify_token, subscription, options, pending };
  }

  changed() {
    this.world.changed('app', null, this.summary());
  }

  close() {
    this.sender.stop();
  }
}

/** @param {string} url @param {string} token */
async function handshake(url, token) {
  const challenge = String(1_000_000_000 + randomBytes(4).readUInt32BE());
  const query = `hub.mode=subscribe&hub.challenge=${challenge}&hub.verify_token=${encodeURIComponent(token)}`;
  const address = `${url}${url.includes('?') ? '&' : '?'}${query}`;
  const answer = await send(address, { method: 'GET', timeoutMs: handshakeTimeoutMs });
  const ok = answer.status === 200 && answer.body === challenge;
  const wrong = answer.status === 200 ? 'the answer is not the challenge' : answer.reason;
  return { ok, status: answer.status, reason: ok ? 'OK' : wrong };
}
