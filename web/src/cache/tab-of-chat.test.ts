import { describe, expect, test } from 'vitest';
import { activeChat, aChat } from '../testing/samples';
import { isParticipant, isRepeat, isResponsible, tabOfChat } from './tab-of-chat';

const ME = '1';
const COLLEAGUE = '2';

describe('INB-1, INB-3: every chat is in exactly one tab', () => {
  test('INB-1: a chat nobody took is in New for everybody', () => {
    expect(tabOfChat(aChat(), ME)).toBe('new');
    expect(tabOfChat(aChat({ responsible: { id: ME, name: 'I' } }), ME)).toBe('new');
  });

  test('INB-3: a chat I am responsible for is in Mine', () => {
    expect(tabOfChat(activeChat(ME), ME)).toBe('mine');
  });

  test('INB-3: a chat I was added to is in Mine, and I may write but not close it', () => {
    const chat = activeChat(COLLEAGUE);
    chat.participants.push({ id: ME, name: 'I', role: 'added' });
    expect(tabOfChat(chat, ME)).toBe('mine');
    expect(isParticipant(chat, ME)).toBe(true);
    expect(isResponsible(chat, ME)).toBe(false);
  });

  test('INB-3: a chat of colleagues is in Others, where I may not write to the client', () => {
    expect(tabOfChat(activeChat(COLLEAGUE), ME)).toBe('others');
    expect(isParticipant(activeChat(COLLEAGUE), ME)).toBe(false);
  });

  test('INB-3: a finished chat is in Done, whoever answered', () => {
    const chat = aChat({ state: 'done', responsible: { id: ME, name: 'I' } });
    expect(tabOfChat(chat, ME)).toBe('done');
    expect(isResponsible(chat, ME)).toBe(false);
  });
});

test('INB-2: an appeal of somebody who was here before is a repeat one, until it is taken', () => {
  expect(isRepeat(aChat({ dialogs: 2 }))).toBe(true);
  expect(isRepeat(aChat({ dialogs: 1 }))).toBe(false);
  expect(isRepeat(activeChat(ME, { dialogs: 2 }))).toBe(false);
});
