import { bubble, dayLine } from './bubbles.js';
import { onlyButton, writing } from './composer.js';
import { face, h } from './dom.js';
import { t } from './i18n.js';

const typingShownMs = 5000;
const toastShownMs = 2500;
const nearEndPixels = 60;

/** The phone of one client, open on the chat with one account. */
export class Phone {
  #typingTimer = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.account = null;
    this.chat = null;
    this.messages = [];
    this.attachOpen = false;
  }

  /**
   * Shows a chat.
   * @param {any} platform  of platforms/
   * @param {any} account
   * @param {any} chat  {client, started, blocked, keyboard}
   * @param {any[]} messages
   */
  open(platform, account, chat, messages) {
    const same = this.chat?.client.id === chat.client.id && this.account?.id === account.id;
    const area = same ? this.root.querySelector('textarea') : null;
    const { value: draft = '' } = area ?? {};
    const focused = area !== null && document.activeElement === area;
    const attachOpen = same && this.attachOpen;
    Object.assign(this, { platform, account, chat, messages, attachOpen });
    this.draw();
    const now = this.root.querySelector('textarea');
    if (now) now.value = draft;
    if (focused) now?.focus();
    const rest = platform.typingUntil(chat) - Date.now();
    if (rest > 0) this.typing(rest);
  }

  draw() {
    this.talk = h('div', {
      className: 'talk',
      role: 'log',
      tabIndex: 0,
      aria: { label: t('message') },
    });
    this.root.replaceChildren(this.#head(), this.talk, ...this.#bottom());
    this.messages.forEach((message, index) => this.#append(message, this.messages[index - 1]));
    this.#stayAtEnd();
    this.#toEnd();
  }

  /** A message arrived or changed. */
  put(message) {
    const at = this.messages.findIndex((one) => one.n === message.n);
    if (at >= 0) {
      this.messages[at] = message;
      document.getElementById(`message-${message.n}`)?.replaceWith(this.#node(message));
      return;
    }
    this.messages.push(message);
    this.#append(message, this.messages.at(-2));
    if (message.from === 'account') this.#stopTyping();
    this.#toEnd();
  }

  typing(ms = typingShownMs) {
    this.status.textContent = t('is_typing');
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.#stopTyping(), ms);
  }

  /** A short word at the bottom of the talk. */
  toast(text) {
    const node = h('div', { className: 'toast', role: 'status' }, text);
    this.talk.append(node);
    this.#toEnd();
    setTimeout(() => node.remove(), toastShownMs);
  }

  #stopTyping() {
    clearTimeout(this.#typingTimer);
    this.status.textContent = t(`is_${this.platform.name}`);
  }

  #head() {
    const { account, chat, platform } = this;
    this.status = h('small', {}, t(`is_${platform.name}`));
    const names = h('span', { className: 'who' }, h('b', {}, account.title), this.status);
    names.append(h('small', {}, t('says', chat.client.title)));
    const head = h('div', { className: 'phone-head' }, face(account.title, account.id), names);
    if (chat.blocked || !chat.started) return head;
    const block = { mark: '⊘', key: platform.blockKey, action: 'block' };
    for (const { mark, key, action } of [...platform.gestures, block]) {
      const node = h(
        'button',
        { className: 'icon', title: t(key), onclick: () => this.#act(action) },
        mark,
      );
      node.setAttribute('aria-label', t(key));
      head.append(node);
    }
    return head;
  }

  get #handlers() {
    return {
      press: (message, button) => this.#press(message, button),
      edit: (message) => {
        const text = prompt(t('edit'), message.text);
        if (text) this.#act('edit', { message_id: message.id, text });
      },
      react: (message, on) => this.#act('react', this.platform.reactParams(message, on)),
    };
  }

  async #press(message, button) {
    const pressed = await this.#act('press', this.platform.pressOf(message, button));
    if (pressed?.url) window.open(pressed.url, '_blank', 'noreferrer');
  }

  /** A button in place of the keyboard. */
  async #pressKeyboard(button) {
    const { action, params } = this.platform.keyboardAct(button);
    const pressed = await this.#act(action, params);
    if (pressed?.url) window.open(pressed.url, '_blank', 'noreferrer');
  }

  #node(message) {
    return bubble(message, this.#handlers, this);
  }

  #append(message, before) {
    const day = dayLine(before, message);
    const node = this.#node(message);
    this.talk.append(...(day ? [day] : []), node);
  }

  #toEnd() {
    this.talk.scrollTop = this.talk.scrollHeight;
    this.atEnd = true;
  }

  /** Pictures and videos make the talk longer as they load: who was at the end stays there. */
  #stayAtEnd() {
    const { talk } = this;
    let lastTop = 0;
    talk.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = talk;
      if (scrollHeight - clientHeight - scrollTop < nearEndPixels) this.atEnd = true;
      else if (scrollTop < lastTop) this.atEnd = false;
      lastTop = scrollTop;
    });
    for (const grown of ['load', 'loadedmetadata', 'error']) {
      talk.addEventListener(grown, () => this.atEnd && this.#toEnd(), true);
    }
  }

  #bottom() {
    const { platform, account, chat } = this;
    const wishes = {
      act: (action, params) => this.#act(action, params),
      press: (button) => this.#pressKeyboard(button),
      toggle: () => {
        this.attachOpen = !this.attachOpen;
        this.#redraw();
      },
    };
    if (chat.blocked) return [onlyButton(t('unblock'), 'unblock', platform, wishes)];
    if (platform.onlyStart(account, chat))
      return [onlyButton(t('start'), 'start', platform, wishes)];
    return writing(this, wishes);
  }

  #redraw() {
    this.open(this.platform, this.account, this.chat, this.messages);
  }

  async #act(action, params) {
    if (this.attachOpen && action !== 'typing') {
      this.attachOpen = false;
      this.#redraw();
    }
    try {
      return await this.platform.act(this.account, this.chat.client, action, params);
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }
}
