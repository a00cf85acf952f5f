import { Platform, commonFaults, pictures } from './platform.js';

/** Viber: a bot has a chat only while it has a webhook; people subscribe. */
export class Viber extends Platform {
  name = 'viber';
  label = 'Viber';
  accountFields = [
    ['name', 'name', 'Shop'],
    ['token', 'token_hint'],
  ];
  clientFields = [
    ['name', 'name'],
    ['phone_number', 'phone'],
  ];
  attachments = [
    ...pictures('picture'),
    { mark: '🎬', key: 'video', action: 'video', params: {} },
    { mark: '📄', key: 'document', action: 'file', params: {} },
    { mark: '👍', key: 'sticker', action: 'sticker', params: { sample: 'thumbs_up.webp' } },
    { mark: '📍', key: 'location', action: 'location', params: {} },
    { mark: '👤', key: 'contact', action: 'contact', params: {} },
  ];
  faults = [
    ['viber12', { kind: 'too_many_requests' }],
    ['viber6', { kind: 'error', status: 6 }],
    ['viber7', { kind: 'error', status: 7, methods: ['*'] }],
    ['viberfailed', { kind: 'failed' }],
    ...commonFaults,
    ['freceipts', { kind: 'receipts_off', times: null }],
  ];
  gestures = [{ mark: '👁', key: 'read', action: 'read' }];
  editable = false;
  blockKey = 'unsubscribe';

  account(raw) {
    return { ...super.account(raw), subtitle: raw.uri };
  }
}
