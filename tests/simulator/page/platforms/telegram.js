import { ask } from '../api.js';
import { t } from '../i18n.js';
import { Platform, commonFaults, pictures } from './platform.js';

const source = (file) => `/control/files/${file.file_id}`;
const kinds = ['photo', 'sticker', 'voice', 'document', 'location', 'contact'];

/** The attachment of a message in the shape of the other platforms. */
const attachmentOf = {
  photo: ({ photo }) => ({ kind: 'photo', url: source(photo.at(-1)) }),
  sticker: ({ sticker }) => ({ kind: 'sticker', url: source(sticker), name: sticker.emoji }),
  voice: ({ voice }) => ({ kind: 'voice', url: source(voice) }),
  document: ({ document: file }) => ({ kind: 'file', url: source(file), name: file.file_name }),
  location: ({ location: { latitude, longitude } }) => ({ kind: 'location', latitude, longitude }),
  contact: ({ contact: { first_name, last_name, phone_number } }) => ({
    kind: 'contact',
    name: [first_name, last_name].filter(Boolean).join(' '),
    phone: phone_number,
  }),
};

function buttonOf(button) {
  const { text, url, callback_data, request_contact, request_location } = button;
  if (url) return { text, kind: 'url', url };
  if (request_contact) return { text, kind: 'contact' };
  if (request_location) return { text, kind: 'location' };
  return { text: text ?? button, kind: 'reply', payload: callback_data };
}
const lines = (rows) => rows?.map((row) => row.map(buttonOf));

/** Telegram speaks of bots and has addresses and words of its own. */
export class Telegram extends Platform {
  name = 'telegram';
  label = 'Telegram';
  accountFields = [
    ['first_name', 'first_name', 'Shop'],
    ['username', 'username'],
    ['token', 'token_hint'],
  ];
  clientFields = [
    ['first_name', 'first_name'],
    ['last_name', 'last_name'],
    ['username', 'username'],
    ['phone_number', 'phone'],
  ];
  attachments = [
    ...pictures('photo'),
    {
      mark: '👍',
      key: 'sticker',
      action: 'sticker',
      params: { sample: 'thumbs_up.webp', emoji: '👍' },
    },
    { mark: '❤️', key: 'heart', action: 'sticker', params: { sample: 'heart.webp', emoji: '❤️' } },
    { mark: '🎤', key: 'voice', action: 'voice', params: {} },
    { mark: '📍', key: 'location', action: 'location', params: {} },
    { mark: '👤', key: 'contact', action: 'contact', params: {} },
  ];
  faults = [['f429', { kind: 'too_many_requests', retry_after: 10 }], ...commonFaults];

  async load() {
    const [bots, clients] = await Promise.all([ask('GET', '/bots'), ask('GET', '/clients')]);
    return {
      accounts: bots.map((one) => this.account(one)),
      clients: clients.map((one) => this.client(one)),
    };
  }

  account(bot) {
    const { first_name, username, pending_update_count } = bot;
    const subtitle = `@${username}`;
    return { ...bot, title: first_name, subtitle, pending: pending_update_count };
  }

  chat(raw) {
    const last = raw.last && this.message(raw.last);
    return {
      ...{ ...raw, client: this.client(raw.client), last },
      keyboard: lines(raw.keyboard?.keyboard) ?? null,
    };
  }

  message(wire) {
    const kind = kinds.find((name) => wire[name]);
    return {
      ...{ n: wire.message_id, id: wire.message_id, time: wire.time },
      from: wire.side === 'bot' ? 'account' : 'client',
      state: wire.accepted ? 'delivered' : 'sent',
      text: wire.text ?? wire.caption,
      entities: wire.entities ?? [],
      attachments: kind ? [attachmentOf[kind](wire)] : [],
      buttons: lines(wire.reply_markup?.inline_keyboard),
      edited: Boolean(wire.edit_date),
      wire,
    };
  }

  async addAccount(wish) {
    return this.account(await ask('POST', '/bots', wish));
  }

  async addClient(fields) {
    const language_code = navigator.language.slice(0, 2);
    return this.client(await ask('POST', '/clients', { ...fields, language_code }));
  }

  path(bot, client) {
    return `/bots/${bot.id}${client ? `/clients/${client.id}` : ''}`;
  }

  pressOf(message, { text, payload }) {
    return { message_id: message.id, text, data: payload };
  }

  keyboardAct({ kind, text }) {
    const shares = kind === 'contact' || kind === 'location';
    return shares ? { action: kind } : { action: 'text', params: { text } };
  }

  facts(bot) {
    const facts = [
      ['webhook', bot.webhook_url || t('polling')],
      ['pending', String(bot.pending)],
    ];
    return bot.last_error ? [...facts, ['last_error', bot.last_error.message]] : facts;
  }

  event({ type, bot: account, data }) {
    switch (type) {
      case 'bot':
        return { type: 'account', account, data: this.account(data) };
      case 'bot_removed':
        return { type: 'account_removed', account, data };
      case 'message':
        return { type, account, data: { ...data, message: this.message(data.message) } };
      case 'action':
        return { type: 'typing', account, data };
      case 'press_answered':
        return { type: 'toast', account, data };
      default:
        return super.event({ type, account, data });
    }
  }
}
