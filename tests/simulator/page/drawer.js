import { api } from './api.js';
import { h } from './dom.js';
import { t } from './i18n.js';

/** What the switches ask for. */
const offered = [
  ['f429', { kind: 'too_many_requests', retry_after: 10 }],
  ['f500', { kind: 'server_error', status: 500 }],
  ['fhtml', { kind: 'html' }],
  ['fslow', { kind: 'slow', ms: 3000 }],
  ['fhang', { kind: 'hang', when: 'after' }],
  ['freset', { kind: 'reset', when: 'after' }],
  ['fduplicate', { kind: 'duplicate' }],
  ['freorder', { kind: 'reorder', count: 2 }],
];
const shownCalls = 30;

/** The side drawer: the bot's facts, faults on request, its last calls. */
export class Drawer {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.times = 1;
    this.onlyClient = false;
    this.calls = [];
  }

  /** @param {any} bot @param {any | null} client */
  async show(bot, client) {
    const other = this.bot?.id !== bot?.id;
    Object.assign(this, { bot, client });
    if (!bot) return this.root.replaceChildren();
    if (other) this.calls = await api.calls(bot.id);
    this.draw();
  }

  /** The bot's program made a call. */
  called(call) {
    this.calls = [...this.calls, call].slice(-shownCalls);
    if (!this.root.hidden) this.draw();
  }

  draw() {
    if (!this.bot) return;
    const { scrollTop } = this.root;
    this.root.replaceChildren(this.#facts(), this.#switches(), this.#active(), this.#recent());
    this.root.scrollTop = scrollTop;
  }

  #facts() {
    const { bot } = this;
    const copy = (event) => {
      navigator.clipboard.writeText(bot.token);
      event.target.textContent = t('copied');
    };
    const revoke = h(
      'button',
      { className: 'danger', onclick: () => api.revoke(bot.id) },
      t('revoke'),
    );
    revoke.disabled = bot.revoked;
    return h(
      'section',
      { className: 'facts' },
      h('h2', {}, `${bot.first_name} @${bot.username}`),
      h('p', {}, h('code', { className: bot.revoked ? 'bad' : '' }, bot.token)),
      h('p', {}, `${t('webhook')}: ${bot.webhook_url || t('polling')}`),
      h('p', {}, `${t('pending')}: ${bot.pending_update_count}`),
      bot.last_error && h('p', { className: 'bad' }, bot.last_error.message),
      h('button', { className: 'quiet', onclick: copy }, t('copy_token')),
      ' ',
      revoke,
    );
  }

  #switches() {
    const times = h('input', { type: 'number', min: 1, max: 1000, value: this.times, id: 'times' });
    times.addEventListener('change', () => (this.times = Math.max(1, Number(times.value) || 1)));
    const only = h('input', { type: 'checkbox', checked: this.onlyClient, id: 'only-client' });
    only.addEventListener('change', () => (this.onlyClient = only.checked));
    const ask = (fault) => {
      const client = this.onlyClient && this.client ? this.client.id : null;
      api.addFault(this.bot.id, { ...fault, times: this.times, client });
    };
    const buttons = offered.map(([key, fault]) =>
      h('button', { className: 'quiet', onclick: () => ask(fault) }, t(key)),
    );
    return h(
      'section',
      {},
      h('h2', {}, t('next_calls')),
      h(
        'div',
        { className: 'fields' },
        h('label', { htmlFor: 'times' }, t('times')),
        times,
        h('label', { htmlFor: 'only-client' }, t('only_client')),
        h('span', {}, only),
      ),
      h('div', { className: 'switches' }, ...buttons),
    );
  }

  #active() {
    const rows = this.bot.faults.map((fault) => {
      const remove = () => api.removeFault(this.bot.id, fault.id);
      const label = `${fault.kind} × ${fault.times ?? '∞'}`;
      const button = h('button', { className: 'quiet', onclick: remove }, t('remove'));
      return h('div', { className: 'row' }, h('span', { className: 'bad' }, label), button);
    });
    const none = h('p', { className: 'good' }, t('none_on'));
    return h('section', {}, h('h2', {}, t('now_on')), ...(rows.length ? rows : [none]));
  }

  #recent() {
    const rows = [...this.calls].reverse().map((call) => {
      const ok = call.outcome === 'ok';
      const text = `${call.method} ${call.params.text ?? ''}`;
      const state = h('span', { className: ok ? 'good' : 'bad' }, ok ? '200' : String(call.status));
      return h('div', { className: 'row', title: call.outcome }, h('code', {}, text), state);
    });
    const none = h('p', { className: 'muted' }, t('no_calls'));
    return h('section', {}, h('h2', {}, t('recent')), ...(rows.length ? rows : [none]));
  }
}
