import { Platform, commonFaults, pictures } from './platform.js';

const typingShownMs = 10_000;

/** VK: communities with long poll or callback servers. */
export class Vk extends Platform {
  name = 'vk';
  label = 'VK';
  attachments = [
    ...pictures('photo'),
    { mark: '🎤', key: 'voice', action: 'voice', params: {} },
    { mark: '📄', key: 'document', action: 'file', params: {} },
    { mark: '🎬', key: 'video', action: 'video', params: {} },
    { mark: '👍', key: 'sticker', action: 'sticker', params: { sample: 'thumbs_up.webp' } },
    { mark: '📍', key: 'location', action: 'location', params: {} },
  ];
  faults = [
    ['vk6', { kind: 'too_many_requests' }],
    ['vk901', { kind: 'error', code: 901 }],
    ['vk5', { kind: 'error', code: 5, methods: ['*'] }],
    ...commonFaults,
    ['freceipts', { kind: 'receipts_off', times: null }],
  ];
  gestures = [{ mark: '👁', key: 'read', action: 'read' }];
  link = { action: 'open', param: 'ref' };
  reaction = '❤';
  blockKey = 'deny';
  elsewhere = true;
  tellsTyping = true;

  reactParams(message, on) {
    return { message_id: message.id, ...(on ? { reaction_id: 1 } : {}) };
  }

  onlyStart({ settings }, chat) {
    return !chat.started && Boolean(settings?.bots_start_button);
  }

  typingUntil({ activity }) {
    return activity ? activity.time + typingShownMs : 0;
  }

  /** What the program answers to a callback button is shown for a moment. */
  event(event) {
    if (event.type !== 'press_answer') return super.event(event);
    const { client, answer } = event.data;
    const { text, link } = typeof answer === 'string' ? JSON.parse(answer) : (answer ?? {});
    return { ...event, type: 'toast', data: { client, text: text ?? link } };
  }

  facts(account) {
    const servers = account.servers.map(({ url, status }) => `${url} ${status ?? ''}`);
    return [
      ['webhook', servers.join(', ') || '—'],
      ['long_poll', account.long_poll.enabled ? '✓' : '—'],
      ['pending', String(account.pending)],
    ];
  }
}
