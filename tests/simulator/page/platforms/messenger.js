import { Platform, commonFaults, pictures } from './platform.js';

/** Messenger: pages of Facebook; an app's webhook hears them. */
export class Messenger extends Platform {
  name = 'messenger';
  label = 'Messenger';
  attachments = [
    ...pictures('photo'),
    { mark: '🎤', key: 'voice', action: 'voice', params: {} },
    { mark: '📄', key: 'document', action: 'file', params: {} },
    { mark: '🎬', key: 'video', action: 'video', params: { sample: 'clip.mp4' } },
    { mark: '👍', key: 'sticker', action: 'sticker', params: { sample: 'thumbs_up.webp' } },
    { mark: '📍', key: 'location', action: 'location', params: {} },
  ];
  faults = [
    ['mes4', { kind: 'too_many_requests' }],
    ['mes10', { kind: 'error', code: 10, subcode: 2018278 }],
    ['mes190', { kind: 'error', code: 190, methods: ['*'] }],
    ...commonFaults,
    ['freceipts', { kind: 'receipts_off', times: null }],
  ];
  gestures = [{ mark: '👁', key: 'read', action: 'read' }];
  link = { action: 'start', param: 'ref' };
  reaction = '❤';
  blockKey = 'block_page';
  elsewhere = true;

  reactParams(message, on) {
    return { message_id: message.id, emoji: '❤', remove: !on };
  }

  onlyStart({ profile }, chat) {
    return !chat.started && Boolean(profile?.get_started);
  }

  /** Here `typing` is about the person, whom the page is not told of. */
  event(event) {
    return event.type === 'typing' ? null : super.event(event);
  }

  typingUntil(chat) {
    return chat.typing_until ?? 0;
  }
}
