import { Rate } from '../../shared/rate.mjs';
import { graphError } from '../rules/errors.mjs';

const second = 1000;
const hour = 3_600_000;
const callsPerPerson = 200;

/** How much of its rates a page has used. */
export class Usage {
  #messages = new Rate(300, second);
  #media = new Rate(10, second);
  #conversations = new Rate(2, second);
  #privateReplies = new Rate(750, hour);
  /** Calls by hour. @type {Map<number, number>} */
  #calls = new Map();
  /** Who had to do with the page, and when last. @type {Map<string, number>} */
  #engaged = new Map();

  /** @param {import('./page.mjs').Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {string} psid */
  engage(psid) {
    this.#engaged.delete(psid);
    this.#engaged.set(psid, Date.now());
  }

  /** Counts one call; too many in a day are refused. */
  call() {
    if (!this.page.options.limits) return;
    const now = Math.floor(Date.now() / hour);
    for (const then of this.#calls.keys()) if (then <= now - 24) this.#calls.delete(then);
    if (this.share() >= 100) throw graphError(80006);
    this.#calls.set(now, (this.#calls.get(now) ?? 0) + 1);
  }

  /** @param {boolean} heavy  audio or video */
  send(heavy) {
    this.#take(heavy ? this.#media : this.#messages, graphError(4, 2018022));
  }

  conversation() {
    this.#take(this.#conversations, graphError(32));
  }

  privateReply() {
    this.#take(this.#privateReplies, graphError(613));
  }

  /** Per cent of the day's calls. */
  share() {
    const dayAgo = Date.now() - 24 * hour;
    for (const [psid, time] of this.#engaged) {
      if (time > dayAgo) break;
      this.#engaged.delete(psid);
    }
    let calls = 0;
    for (const count of this.#calls.values()) calls += count;
    return (100 * calls) / (callsPerPerson * Math.max(1, this.#engaged.size));
  }

  #take(rate, refusal) {
    if (this.page.options.limits && !rate.take('all')) throw refusal;
  }
}

/**
 * The headers that tell how much is used.
 * @param {import('./app.mjs').App | null} app
 * @param {import('./page.mjs').Page | null} page
 */
export function usageHeaders(app, page) {
  if (!app) return {};
  const percent = Math.min(100, Math.floor(page?.usage.share() ?? 0));
  const counted = { call_count: percent, total_cputime: 0, total_time: percent };
  const usage = { ...counted, ...app.options.usage };
  const headers = { 'x-app-usage': JSON.stringify(usage) };
  if (!page) return headers;
  const wait = usage.call_count >= 100 ? 60 : 0;
  const business = { type: 'messenger', estimated_time_to_regain_access: wait, ...usage };
  const wire = JSON.stringify({ [page.id]: [business] });
  return { ...headers, 'x-business-use-case-usage': wire };
}
