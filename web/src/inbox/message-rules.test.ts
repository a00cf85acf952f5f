import { describe, expect, test } from 'vitest';
import { activeChat, aMessage, rulesOf } from '../testing/samples';
import { counter, textLimits } from './compose-rules';
import { allowedOn, isFromElsewhere } from './message-rules';
import { termsOf, timeLeft } from './send-terms';

const ME = '1';
const chat = activeChat(ME);
const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const HOUR = 3_600_000;
const own = aMessage({
  kind: 'outgoing',
  status: 'sent',
  author: { id: ME, name: 'Me' },
  created_at: '2026-11-20T09:00:00.000Z',
});
const can = (message = own, rules = rulesOf(), inChat = chat, now = NOW) =>
  Object.entries(allowedOn(message, inChat, rules, ME, now))
    .filter(([, allowed]) => allowed)
    .map(([name]) => name);

describe('CHT-9: a message is changed where the messenger can, by its author, in time', () => {
  test('CHT-9: one’s own message is answered, changed and taken back', () => {
    expect(can()).toEqual(['reply', 'edit', 'remove']);
  });
  test('CHT-9: later than the messenger allows it stays as it is', () => {
    expect(can(own, rulesOf({ changes_within_hours: 1 }))).toEqual(['reply']);
    expect(can(own, rulesOf({ changes_within_hours: null }), chat, NOW + 900 * HOUR)).toEqual([
      'reply',
      'edit',
      'remove',
    ]);
  });
  test('CHT-9: a messenger that can’t is not asked', () => {
    const rules = rulesOf({ edits: false, deletes: false, replies: false });
    expect(can(own, rules)).toEqual([]);
  });
  test('CHT-9: neither a colleague’s message nor the client’s is changed', () => {
    expect(can({ ...own, author: { id: '2', name: 'Masha' } })).toEqual(['reply']);
    expect(can(aMessage())).toEqual(['reply']);
  });
  test('CHT-9: a picture without words has nothing to edit', () => {
    expect(can({ ...own, content: 'photo', text: '' })).toEqual(['reply', 'remove']);
  });
  test('CHT-7: what failed can only be tried again', () => {
    expect(can({ ...own, status: 'failed' })).toEqual(['retry']);
    expect(can({ ...own, status: 'uncertain' })).toEqual(['retry']);
    expect(can({ ...own, status: 'queued' })).toEqual([]);
  });
  test('CHT-9: nothing is done with what is deleted, with notes, or by those outside of the chat', () => {
    expect(can({ ...own, deleted_at: own.created_at })).toEqual([]);
    expect(can({ ...own, kind: 'note' })).toEqual([]);
    expect(can(own, rulesOf(), activeChat('2'))).toEqual([]);
  });
  test('CHT-9: an outgoing message without an author was written in the messenger itself', () => {
    expect(isFromElsewhere({ ...own, author: null })).toBe(true);
    expect(isFromElsewhere(own)).toBe(false);
    expect(can({ ...own, author: null })).toEqual(['reply']);
  });
});

describe('CHN-5: what may be sent now, until when, and why not', () => {
  const may = { allowed: true, form: null, until: null, code: null, since: null };
  const until = new Date(NOW + 3 * HOUR + 12 * 60_000).toISOString();

  test('CHN-5: a messenger without windows says nothing', () => {
    expect(termsOf(may, NOW)).toEqual({ says: 'nothing' });
  });
  test('CHN-5: inside the window it says how long', () => {
    const terms = termsOf({ ...may, form: 'RESPONSE', until }, NOW);
    expect(terms).toMatchObject({ says: 'free', soon: false });
    expect(timeLeft('left' in terms ? terms.left : 0, 'en')).toBe('3 hr 12 min');
  });
  test('CHN-5: the last hour is a warning; when it is over the server speaks next', () => {
    const free = { ...may, form: 'RESPONSE', until };
    expect(termsOf(free, NOW + 3 * HOUR)).toMatchObject({ says: 'free', soon: true });
    expect(termsOf(free, NOW + 4 * HOUR)).toEqual({ says: 'nothing' });
  });
  test('CHN-5: a person’s answer has seven days', () => {
    const agent = { ...may, form: 'HUMAN_AGENT', until, code: 'human_agent' };
    expect(termsOf(agent, NOW)).toMatchObject({ says: 'person' });
  });
  test('CHN-5: a tag is named with its end', () => {
    expect(termsOf({ ...may, form: 'ACCOUNT_UPDATE', until }, NOW)).toEqual({
      says: 'form',
      form: 'ACCOUNT_UPDATE',
      until,
    });
  });
  test('CHN-5: closed comes with its rule and its date', () => {
    const closed = { ...may, allowed: false, code: 'window_closed', since: until };
    expect(termsOf(closed, NOW)).toEqual({ says: 'closed', code: 'window_closed', since: until });
  });
  test('CHN-5: time is told by its two largest parts', () => {
    expect(timeLeft(24 * HOUR, 'en')).toBe('24 hr');
    expect(timeLeft(6 * 24 * HOUR + 5 * HOUR, 'en')).toBe('6 days 5 hr');
    expect(timeLeft(40_000, 'en')).toBe('1 min');
    expect(timeLeft(3 * HOUR + 12 * 60_000, 'ru')).toBe('3 ч 12 мин');
  });
});

describe('CHT-5: the counter knows the messenger’s limits', () => {
  const rules = rulesOf({ text_limit: 2000, caption_limit: 1024 });
  test('CHT-5: near the limit of one message it counts what is left', () => {
    const limits = textLimits(rules, false, false);
    expect(counter('a'.repeat(1803), limits)).toBeNull();
    expect(counter('a'.repeat(1990), limits)).toEqual({ says: 'left', count: 10 });
  });
  test('CHT-5: over it the text goes as several', () => {
    const limits = textLimits(rules, false, false);
    expect(counter('a'.repeat(2001), limits)).toEqual({ says: 'parts', count: 2 });
    expect(counter('a'.repeat(4097), limits)).toEqual({ says: 'over', count: 1 });
  });
  test('CHT-5: beside files the limit of captions counts', () => {
    expect(textLimits(rules, true, false).one).toBe(1024);
    expect(textLimits(rulesOf({ text_limit: 2000, caption_limit: 0 }), true, false).one).toBe(2000);
  });
  test('CHT-9: a change can’t be cut into several messages', () => {
    expect(counter('a'.repeat(2001), textLimits(rules, false, true))).toEqual({
      says: 'over',
      count: 1,
    });
  });
});
