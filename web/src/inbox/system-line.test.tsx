import { MantineProvider } from '@mantine/core';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../api/types';
import { en } from '../i18n/en';
import { ru } from '../i18n/ru';
import { aMessage } from '../testing/samples';
import { SystemLine } from './system-line';

type Type = NonNullable<Message['action']>['type'];

/** Everything that happens to a chat: `Record` keeps the list whole. */
const TYPES: Record<Type, readonly ('by' | 'subject')[]> = {
  opened: [],
  took: ['by'],
  closed: ['by'],
  unsubscribed: [],
  subscribed: [],
  unclaimed: [],
  passed: ['by', 'subject'],
  accepted: ['by', 'subject'],
  declined: ['by', 'subject'],
  expired: ['by', 'subject'],
  withdrew: ['by', 'subject'],
  added: ['by', 'subject'],
  removed: ['by', 'subject'],
  left: ['by'],
  took_over: ['by', 'subject'],
  forwarded: ['by', 'subject'],
  returned: ['subject'],
  assigned: ['subject'],
  released: ['subject'],
  routed: ['subject'],
  undepartmented: [],
};

beforeAll(() =>
  i18next.use(initReactI18next).init({
    lng: 'en',
    showSupportNotice: false,
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
  }),
);

function lineOf(type: Type, named = true): string {
  const action: Message['action'] = {
    type,
    by: named ? { id: '2', name: 'Boris' } : null,
    subject: named ? { kind: 'member', id: '3', name: 'Vera' } : null,
  };
  const message = aMessage({ kind: 'system', text: '', action });
  return renderToStaticMarkup(
    <MantineProvider>
      <SystemLine message={message} />
    </MantineProvider>,
  );
}

describe.each(['en', 'ru'])('CHT-4: every change of a chat has its line, in %s', (language) => {
  beforeAll(() => i18next.changeLanguage(language));

  test.each(Object.entries(TYPES) as [Type, ('by' | 'subject')[]][])('CHT-4: %s', (type, says) => {
    const html = lineOf(type);
    expect(html).toMatch(/<span>[^<{]+<\/span>/);
    expect(html.includes('Boris')).toBe(says.includes('by'));
    expect(html.includes('Vera')).toBe(says.includes('subject'));
    expect(html).not.toContain('chat.system');
    expect(html).toContain(`data-action="${type}"`);
  });

  test('CHT-4: a line about somebody without a name still reads', () => {
    expect(lineOf('passed', false)).not.toMatch(/undefined|null|\{\{/);
  });
});
