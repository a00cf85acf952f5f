import { ask } from '../api.js';
import { t } from '../i18n.js';
import { Platform, commonFaults, pictures } from './platform.js';

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
    { mark: '🎬', key: 'video', action: 'video', params: {} },
    { mark: '📹', key: 'video_note', action: 'video_note', params: {} },
    { mark: '📄', key: 'document', action: 'document', params: { sample: 'price.pdf' } },
    { mark: '📂', key: 'own_file', action: 'document', upload: '*/*' },
    { mark: '📍', key: 'location', action: 'location', params: {} },
    { mark: '👤', key: 'contact', action: 'contact', params: {} },
  ];
  faults = [
    ['f429', { kind: 'too_many_requests', retry_after: 10 }],
    ['tg403', { kind: 'error', code: 403, description: 'blocked by the user' }],
    ['tg400', { kind: 'error', code: 400, description: 'chat not found' }],
    ['tg401', { kind: 'error', code: 401, methods: ['*'] }],
    ...commonFaults,
  ];

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

  message(raw) {
    const { message_id, time, text, attachments, reply_to, edited, deleted, fetched } = raw;
    return {
      ...{ n: message_id, id: message_id, time, text, attachments, reply_to },
      ...{ edited, deleted, fetched },
      from: raw.side === 'bot' ? 'account' : 'client',
      state: raw.accepted ? 'delivered' : 'sent',
      entities: raw.entities ?? raw.caption_entities,
      buttons: lines(raw.reply_markup?.inline_keyboard),
      wire: raw,
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
