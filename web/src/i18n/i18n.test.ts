import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../api/problem';
import { areas } from '.';
import { en } from './en';
import { guessLocale } from './guess';
import { fieldTexts, problemText } from './problem-text';
import { ru } from './ru';

const PLURAL = /_(one|few|many|other)$/;

function names(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? names(value, `${path}${key}.`) : [path + key],
  );
}

/** Every code that the server may answer with. */
const CODES = [
  'auth.required',
  'auth.csrf',
  'auth.email_taken',
  'auth.bad_credentials',
  'auth.too_many_attempts',
  'auth.code_required',
  'auth.bad_code',
  'auth.link_expired',
  'mail.off',
  'access.denied',
  'not_found',
  'request.method',
  'request.too_large',
  'request.invalid',
  'request.bad_json',
  'request.unknown_field',
  'rate.limited',
  'unavailable',
  'internal',
  'channel.bad_token',
  'channel.token_refused',
  'channel.webhook_in_use',
  'channel.connected_elsewhere',
  'channel.platform_unreachable',
  'chat.already_taken',
  'chat.not_new',
  'chat.not_responsible',
  'chat.not_active',
  'chat.not_participant',
  'chat.already_responsible',
  'chat.already_participant',
  'chat.not_in_chat',
  'chat.not_offered',
  'chat.responsible_stays',
  'member.cannot_hold',
  'client.unsubscribed',
  'message.too_long',
  'message.not_failed',
  'connection.lost',
];

beforeAll(() =>
  i18next.init({
    lng: 'en',
    fallbackLng: false,
    showSupportNotice: false,
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
  }),
);

describe('ACC-6: the panel speaks Russian and English', () => {
  test('ACC-6: whatever is said in one language is said in the other', () => {
    const stems = (tree: object) => new Set(names(tree).map((name) => name.replace(PLURAL, '')));
    expect(stems(ru)).toEqual(stems(en));
  });

  test.each(Object.entries(areas))(
    'ACC-6: words that come later are said in both languages too: %s',
    async (_, area) => {
      const [english, russian] = await Promise.all([area.en(), area.ru()]);
      const stems = (tree: object) => new Set(names(tree).map((name) => name.replace(PLURAL, '')));
      expect(stems(russian)).toEqual(stems(english));
    },
  );

  test('ACC-6: Russian has words for one, a few and many', () => {
    const all = names(ru);
    for (const name of all.filter((one) => one.endsWith('_one'))) {
      const stem = name.replace(PLURAL, '');
      expect(all).toEqual(expect.arrayContaining([`${stem}_few`, `${stem}_many`, `${stem}_other`]));
    }
  });

  test.each(['en', 'ru'])('ACC-6: every refusal of the server has words in %s', (language) => {
    const t = i18next.getFixedT(language);
    const unknown = t('errors.unknown');
    for (const code of CODES) {
      const text = problemText(
        t,
        new Problem({ code, host: 'a.example', by: { id: '2', name: 'B' } }, 90),
      );
      expect(text, code).not.toBe(unknown);
      expect(text, code).not.toContain('errors.');
      expect(text, code).not.toContain('{{');
    }
    expect(problemText(t, new Problem({ code: 'something.new' }))).toBe(unknown);
  });

  test('ACC-4: too many attempts says how many minutes to wait', () => {
    const problem = new Problem({ code: 'auth.too_many_attempts' }, 200);
    expect(problemText(i18next.getFixedT('en'), problem)).toContain('4 minutes');
    expect(problemText(i18next.getFixedT('ru'), problem)).toContain('4 минуты');
  });

  test('ACC-2: a refused field is marked with words of its own', () => {
    const t = i18next.getFixedT('en');
    const errors = [{ pointer: '/email', detail: 'x', code: 'y' }];
    expect(fieldTexts(t, new Problem({ code: 'request.invalid', errors }))).toEqual({
      email: en.errors.field.email,
    });
    expect(Object.keys(fieldTexts(t, new Problem({ code: 'auth.email_taken' })))).toEqual([
      'email',
    ]);
  });

  test('ACC-6: the first guess is from the browser, the last choice is kept', () => {
    expect(guessLocale(null, ['ru-RU', 'en'])).toBe('ru');
    expect(guessLocale(null, ['de-DE', 'en-GB', 'ru'])).toBe('en');
    expect(guessLocale(null, ['be', 'en'])).toBe('ru');
    expect(guessLocale(null, [])).toBe('en');
    expect(guessLocale('en', ['ru'])).toBe('en');
    expect(guessLocale('xx', ['ru'])).toBe('ru');
  });
});
