import { api } from './api.js';
import { bubble, dayLine } from './bubbles.js';
import { face, fullName, h } from './dom.js';
import { t } from './i18n.js';

const typingShownMs = 5000;
const toastShownMs = 2500;

/** The phone of one client, open on the chat with one bot. */
export class Phone {
  #typingTimer = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.bot = null;
    this.chat = null;
    this.messages = [];
    this.attachOpen = false;
  }

  /** Shows a chat: {client, started, blocked, keyboard}. */
  open(bot, chat, messages) {
    const sameChat = this.chat?.client.id === chat.client.id && this.bot?.id === bot.id;
    const draft = sameChat ? this.root.querySelector('textarea')?.value : '';
    Object.assign(this, { bot, chat, messages, attachOpen: false });
    this.draw();
    const area = this.root.querySelector('textarea');
    if (area) area.value = draft ?? '';
  }

  draw() {
    const { client } = this.chat;
    this.status = h('small', {}, t('is_bot'));
    this.talk = h('div', {
      className: 'talk',
      role: 'log',
      tabIndex: 0,
      aria: { label: t('message') },
    });
    const menu = h(
      'button',
      { className: 'icon', title: t('block'), onclick: () => this.#act('block') },
      '⊘',
    );
    menu.setAttribute('aria-label', t('block'));
    const names = h('span', { className: 'who' }, h('b', {}, this.bot.first_name), this.status);
    names.append(h('small', {}, t('says', fullName(client))));
    const head = h(
      'div',
      { className: 'phone-head' },
      face(this.bot.first_name, this.bot.id),
      names,
    );
    if (!this.chat.blocked && this.chat.started) head.append(menu);
    this.root.replaceChildren(head, this.talk, ...this.#bottom());
    this.#fill();
  }

  /** A message arrived or changed. */
  put(message) {
    const at = this.messages.findIndex((one) => one.message_id === message.message_id);
    if (at >= 0) {
      this.messages[at] = message;
      const [node] = bubble(message, this.#handlers);
      document.getElementById(node.id)?.replaceWith(node);
      return;
    }
    this.messages.push(message);
    this.#append(message, this.messages.at(-2));
    if (message.side === 'bot') this.status.textContent = t('is_bot');
    this.talk.scrollTop = this.talk.scrollHeight;
  }

  typing() {
    this.status.textContent = t('is_typing');
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => (this.status.textContent = t('is_bot')), typingShownMs);
  }

  /** A short word at the bottom of the talk. */
  toast(text) {
    const node = h('div', { className: 'toast', role: 'status' }, text);
    this.talk.append(node);
    this.talk.scrollTop = this.talk.scrollHeight;
    setTimeout(() => node.remove(), toastShownMs);
  }

  get #handlers() {
    return {
      press: async (message, button) => {
        const params = {
          message_id: message.message_id,
          text: button.text,
          data: button.callback_data,
        };
        const pressed = await this.#act('press', params);
        if (pressed?.url) window.open(pressed.url, '_blank', 'noreferrer');
      },
      edit: (message) => {
        const text = prompt(t('edit'), message.text ?? message.caption);
        if (text) this.#act('edit', { message_id: message.message_id, text });
      },
    };
  }

  #fill() {
    this.messages.forEach((message, index) => this.#append(message, this.messages[index - 1]));
    this.talk.scrollTop = this.talk.scrollHeight;
  }

  #append(message, before) {
    const day = dayLine(before, message);
    const nodes = bubble(message, this.#handlers);
    this.talk.append(...(day ? [day] : []), ...nodes);
    const picture = nodes[0].querySelector('img');
    picture?.addEventListener('load', () => this.#keepAtEnd(picture.offsetHeight));
  }

  /** A picture that was loaded made the talk so much longer: who was at the end stays there. */
  #keepAtEnd(grown) {
    const { scrollTop, scrollHeight, clientHeight } = this.talk;
    const distance = scrollHeight - clientHeight - scrollTop;
    if (distance <= grown + 60) this.talk.scrollTop = scrollHeight;
  }

  #bottom() {
    const only = (label, action) =>
      h(
        'div',
        { className: 'composer wide' },
        h('button', { onclick: () => this.#act(action) }, label),
      );
    if (this.chat.blocked) return [only(t('unblock'), 'unblock')];
    if (!this.chat.started) return [only(t('start'), 'start')];
    return [...(this.attachOpen ? [this.#attach()] : []), ...this.#keyboard(), this.#composer()];
  }

  #composer() {
    const area = h('textarea', {
      rows: 1,
      placeholder: t('message'),
      aria: { label: t('message') },
    });
    const send = () => {
      const text = area.value.trim();
      if (text === '') return;
      area.value = '';
      this.#act('text', { text });
    };
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      send();
    });
    const toggle = () => {
      this.attachOpen = !this.attachOpen;
      this.draw();
    };
    const clip = h(
      'button',
      { className: 'icon', onclick: toggle, aria: { label: t('attach') } },
      '📎',
    );
    clip.setAttribute('aria-expanded', String(this.attachOpen));
    const go = h('button', { className: 'send', onclick: send, aria: { label: t('send') } }, '➤');
    return h('div', { className: 'composer' }, clip, area, go);
  }

  #attach() {
    const choice = (mark, label, action, params) =>
      h(
        'button',
        { onclick: () => this.#act(action, params) },
        h('span', { className: 'mark' }, mark),
        label,
      );
    return h(
      'div',
      { className: 'attach' },
      choice('👗', t('photo'), 'photo', { sample: 'dress.jpg' }),
      choice('📦', t('photo'), 'photo', { sample: 'parcel.jpg' }),
      this.#ownPhoto(),
      choice('👍', t('sticker'), 'sticker', { sample: 'thumbs_up.webp', emoji: '👍' }),
      choice('❤️', t('heart'), 'sticker', { sample: 'heart.webp', emoji: '❤️' }),
      choice('🎤', t('voice'), 'voice', {}),
      choice('📍', t('location'), 'location', {}),
      choice('👤', t('contact'), 'contact', {}),
    );
  }

  #ownPhoto() {
    const input = h('input', { type: 'file', accept: 'image/*', hidden: true });
    input.addEventListener('change', () => {
      const form = new FormData();
      form.set('file', input.files[0]);
      this.#act('photo', form);
    });
    const mark = h('span', { className: 'mark' }, '🖼');
    return h('button', { onclick: () => input.click() }, mark, t('own_photo'), input);
  }

  #keyboard() {
    const rows = this.chat.keyboard?.keyboard;
    if (!rows) return [];
    const press = (button) => {
      if (button.request_contact) return this.#act('contact');
      if (button.request_location) return this.#act('location');
      return this.#act('text', { text: button.text ?? button });
    };
    const lines = rows.map((row) => {
      const line = row.map((button) =>
        h('button', { onclick: () => press(button) }, button.text ?? button),
      );
      return h('div', { className: 'line' }, ...line);
    });
    return [h('div', { className: 'keyboard' }, ...lines)];
  }

  async #act(action, params) {
    if (this.attachOpen) {
      this.attachOpen = false;
      this.draw();
    }
    try {
      return await api.act(this.bot.id, this.chat.client.id, action, params);
    } catch (error) {
      this.toast(error.message);
      return null;
    }
  }
}
