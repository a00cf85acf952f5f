import { describe, expect, test } from 'vitest';
import { aMessage, anAttachment } from '../../testing/samples';
import { contactOf, lookOf, placeWords, shotsOf, wordsBeside } from './kinds';
import { duration, fileSize, fit } from './sizes';

describe('CHT-2: everything a client sends has its look', () => {
  test.each([
    ['photo', 'image/jpeg', 'picture'],
    ['animation', 'image/gif', 'picture'],
    ['animation', 'video/mp4', 'clip'],
    ['video', 'video/mp4', 'video'],
    ['video', 'application/octet-stream', 'file'],
    ['video_note', 'video/mp4', 'round'],
    ['voice', 'audio/ogg', 'sound'],
    ['audio', 'application/ogg', 'sound'],
    ['sticker', 'image/webp', 'sticker'],
    ['sticker', 'application/x-tgsticker', 'file'],
    ['document', 'image/png', 'file'],
    ['photo', 'image/svg+xml', 'file'],
  ] as const)('CHT-2: %s of the type %s is shown as %s', (kind, mime, look) => {
    expect(lookOf(anAttachment({ kind, mime }))).toBe(look);
  });

  test('CHT-2: a place shows its address once, and not its bare numbers', () => {
    const place = anAttachment({
      kind: 'location',
      state: 'none',
      name: '',
      latitude: 53.9,
      longitude: 27.5,
    });
    const message = aMessage({
      content: 'location',
      text: '53.9,27.5, Nezavisimosti 1',
      attachments: [place],
    });
    expect(wordsBeside(message)).toBe('');
    expect(placeWords(message, place)).toBe('Nezavisimosti 1');
    expect(placeWords({ ...message, text: '53.9,27.5' }, place)).toBe('');
  });

  test('CHT-2: a contact is a name and a number to call', () => {
    expect(contactOf('+375 29 111-22-33 Ivan Petrov')).toEqual({
      phone: '+375 29 111-22-33',
      name: 'Ivan Petrov',
    });
    expect(contactOf('375291112233')).toEqual({ phone: '375291112233', name: '' });
    expect(contactOf('Ivan')).toEqual({ phone: '', name: 'Ivan' });
  });

  test('CHT-2: a caption stays beside its picture', () => {
    const message = aMessage({ content: 'photo', text: 'look', attachments: [anAttachment()] });
    expect(wordsBeside(message)).toBe('look');
  });

  test('CHT-2: the viewer goes through every picture of the chat, oldest first', () => {
    const video = anAttachment({ kind: 'video', mime: 'video/mp4' });
    const waiting = anAttachment({ state: 'waiting', url: null });
    const shots = shotsOf([
      aMessage({ id: '3', attachments: [anAttachment({ name: 'c' })] }),
      aMessage({ id: '2', attachments: [video, waiting] }),
      aMessage({
        id: '1',
        attachments: [anAttachment({ name: 'a' }), anAttachment({ name: 'b' })],
      }),
    ]);
    expect(shots.map((shot) => [shot.id, shot.name])).toEqual([
      ['1-0', 'a'],
      ['1-1', 'b'],
      ['3-0', 'c'],
    ]);
  });
});

describe('CHT-2: sizes are known before anything is loaded', () => {
  test('CHT-2: a picture keeps its shape within its place', () => {
    expect(fit({ width: 960, height: 1280 })).toEqual({ width: 255, height: 340 });
    expect(fit({ width: 1280, height: 960 })).toEqual({ width: 320, height: 240 });
    expect(fit({ width: 200, height: 150 })).toEqual({ width: 200, height: 150 });
  });

  test('CHT-2: neither an unknown size nor an extreme shape breaks the chat', () => {
    expect(fit({ width: 0, height: 0 })).toEqual({ width: 240, height: 180 });
    expect(fit({ width: 5000, height: 20 })).toEqual({ width: 320, height: 96 });
  });

  test('CHT-2: bytes and seconds are told in words of people', () => {
    expect(fileSize(743, 'en')).toBe('743 byte');
    expect(fileSize(28 * 1024, 'en')).toBe('28 kB');
    expect(fileSize(1.26 * 1024 * 1024, 'en')).toBe('1.3 MB');
    expect(fileSize(100 * 1024 * 1024, 'ru')).toMatch(/^100\sМБ$/u);
    expect(duration(7.9)).toBe('0:07');
    expect(duration(3723)).toBe('1:02:03');
  });
});
