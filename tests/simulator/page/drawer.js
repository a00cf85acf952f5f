import { h } from './dom.js';
import { t } from './i18n.js';

const shownCalls = 30;

/** The side drawer: the account's facts, faults on request, its program's last calls. */
export class Drawer {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.times = 1;
    this.onlyClient = false;
    this.calls = [];
  }

  /** @param {any} platform @param {any | null} account @param {any | null} client */
  async show(platform, account, client) {
    const other = this.account?.id !== account?.id || this.platform !== platform;
    Object.assign(this, { platform, account, client });
    if (!account) return this.root.replaceChildren();
    if (other) {
      this.calls = [];
      const calls = await platform.calls(account);
      if (this.account?.id !== account.id) return undefined;
      this.calls = calls;
    }
    return this.draw();
  }

  /** The account's program made a call. */
  called(call) {
    this.calls = [...this.calls, call].slice(-shownCalls);
    if (!this.root.hidden) this.draw();
  }

  draw() {
    if (!this.account || this.root.hidden) return;
    // A redraw must not take the words from under the hands of who types.
    const { activeElement: at } = document;
    if (this.root.contains(at) && at.name === 'text' && at.value) return;
    const { scrollTop } = this.root;
    const parts = [this.#facts(), this.#staff(), this.#switches(), this.#active(), this.#recent()];
    this.root.replaceChildren(...parts.filter(Boolean));
    this.root.scrollTop = scrollTop;
  }

  #facts() {
    const { account, platform } = this;
    const copy = (event) => {
      navigator.clipboard.writeText(account.token);
      event.target.textContent = t('copied');
    };
    const revoke = h(
      'button',
      { className: 'danger', onclick: () => platform.revoke(account) },
      t('revoke'),
    );
    revoke.disabled = account.revoked;
    const facts = platform.facts(account).map(([key, value]) => h('p', {}, `${t(key)}: ${value}`));
    return h(
      'section',
      { className: 'facts' },
      h('h2', {}, `${account.title} ${account.subtitle}`),
      h('p', {}, h('code', { className: account.revoked ? 'bad' : '' }, account.token)),
      ...facts,
      h('button', { className: 'quiet', onclick: copy }, t('copy_token')),
      ' ',
      revoke,
    );
  }

  /** Staff answers in the platform's own inbox, past the program. */
  #staff() {
    const { platform, account, client } = this;
    if (!platform.elsewhere || !client) return null;
    const words = h('input', { name: 'text', ariaLabel: t('elsewhere_hint') });
    const form = h('form', { className: 'inline' }, words, h('button', {}, t('send')));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { value: text } = words;
      words.value = '';
      if (text) platform.act(account, client, 'write_elsewhere', { text });
    });
    return h('section', {}, h('h2', {}, t('elsewhere_hint')), form);
  }

  #switches() {
    const times = h('input', { type: 'number', min: 1, max: 1000, value: this.times, id: 'times' });
    times.addEventListener('change', () => (this.times = Math.max(1, Number(times.value) || 1)));
    const only = h('input', { type: 'checkbox', checked: this.onlyClient, id: 'only-client' });
    only.addEventListener('change', () => (this.onlyClient = only.checked));
    const ask = (fault) => {
      const client = this.onlyClient && this.client ? this.client.id : null;
      this.platform.addFault(this.account, { times: this.times, client, ...fault });
    };
    const buttons = this.platform.faults.map(([key, fault]) =>
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
    const rows = this.account.faults.map((fault) => {
      const remove = () => this.platform.removeFault(this.account, fault.id);
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
      const words = call.params?.text ?? call.params?.message?.text ?? '';
      const text = `${call.method} ${words}`;
      const state = h('span', { className: ok ? 'good' : 'bad' }, ok ? '200' : String(call.status));
      return h('div', { className: 'row', title: call.outcome }, h('code', {}, text), state);
    });
    const none = h('p', { className: 'muted' }, t('no_calls'));
    return h('section', {}, h('h2', {}, t('recent')), ...(rows.length ? rows : [none]));
  }
}
