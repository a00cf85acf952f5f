import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../api/problem';
import type { Channel, Finding } from '../api/types';
import { channelWords as enWords } from '../i18n/en-channels';
import { en } from '../i18n/en';
import { channelWords as ruWords } from '../i18n/ru-channels';
import { ru } from '../i18n/ru';
import { PLATFORMS, type Platform } from '../ui/platforms';
import { GUIDES } from './guides';
import {
  clockOffMinutes,
  conditionOf,
  findingText,
  needsAddress,
  tagNow,
  troubleText,
} from './words';

/** What each platform's examination may find (CHN-14). */
const CODES: Record<Exclude<Platform, 'webchat'>, string[]> = {
  telegram: [
    'token_refused',
    'platform_unreachable',
    'webhook_missing',
    'webhook_elsewhere',
    'webhook_other_url',
    'webhook_failing',
    'webhook_backlog',
    'webhook_blocks_polling',
    'events_missing',
  ],
  viber: [
    'token_refused',
    'platform_unreachable',
    'account_blocked',
    'webhook_missing',
    'webhook_elsewhere',
    'webhook_other_url',
    'events_missing',
    'needs_public_url',
  ],
  vk: [
    'token_refused',
    'platform_unreachable',
    'other_account',
    'rights_missing',
    'files_rights_missing',
    'webhook_missing',
    'webhook_other_url',
    'webhook_failing',
    'webhook_unconfirmed',
    'polling_refused',
    'secret_differs',
    'events_missing',
    'servers_full',
  ],
  messenger: [
    'app_missing',
    'app_refused',
    'platform_unreachable',
    'token_refused',
    'token_other_app',
    'token_not_a_page',
    'token_expires',
    'account_unreadable',
    'rights_missing',
    'webhook_missing',
    'webhook_other_url',
    'webhook_failing',
    'webhook_unknown',
    'page_not_subscribed',
    'events_missing',
  ],
};

const PROBLEMS = [
  'token_revoked',
  'webhook_lost',
  'conflict',
  'unreachable',
  'no_permission',
  'blocked',
  'captcha',
  'quota',
  'daily_limit',
  'not_published',
  'policy_warning',
  'other_app',
];

const bad = (code: string): Finding => ({ check: 'webhook', grade: 'bad', code, detail: '' });

function leaves(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${path}${key}.`) : [path + key],
  );
}

beforeAll(() =>
  i18next.init({
    lng: 'en',
    fallbackLng: false,
    showSupportNotice: false,
    resources: {
      en: { translation: { ...en, ...enWords } },
      ru: { translation: { ...ru, ...ruWords } },
    },
    interpolation: { escapeValue: false },
  }),
);

test('ACC-6: the channels’ pages say in one language whatever they say in the other', () => {
  const stems = (tree: object) =>
    new Set(leaves(tree).map((name) => name.replace(/_(one|few|many|other)$/, '')));
  expect(stems(ruWords)).toEqual(stems(enWords));
});

describe.each(['en', 'ru'])('words in %s', (language) => {
  const t = i18next.getFixedT(language);
  const cases = Object.entries(CODES).flatMap(([platform, codes]) =>
    codes.map((code) => [platform as Platform, code] as const),
  );

  test.each(cases)('CHN-14: %s %s is said, and how to mend it', (platform, code) => {
    const unknown = findingText(t, platform, bad('something_new'));
    const { says, mend } = findingText(t, platform, bad(code));
    expect(says).not.toBe(unknown.says);
    expect(mend).not.toBe(unknown.mend);
    for (const text of [says, mend ?? '']) {
      expect(text).not.toMatch(/doctor\.|\{\{|^$/);
      expect(text).not.toContain(code);
    }
  });

  test('CHN-14: a code that has no words yet is shown itself', () => {
    expect(findingText(t, 'vk', bad('something_new')).says).toContain('something_new');
  });

  test.each(PLATFORMS)('CHN-10: every problem of a channel of %s has words', (platform) => {
    const other = troubleText(t, platform, 'something_new');
    for (const problem of PROBLEMS) {
      const text = troubleText(t, platform, problem);
      expect(text, problem).not.toBe(other);
      expect(text, problem).not.toMatch(/channels\.|\{\{/);
    }
  });

  test('CHN-6: every step and note of every guide has words', () => {
    for (const [platform, { open, steps, notes }] of Object.entries(GUIDES)) {
      const names = notes.map((note) => `connect.note.${note}`);
      for (let step = 1; step <= steps; ++step) {
        names.push(`connect.${platform}.step${step}`, `connect.${platform}.step${step}Text`);
      }
      if (open) names.push(`connect.${platform}.open`);
      for (const name of names) expect(t(name)).not.toBe(name);
    }
  });
});

test('CHN-14: what is good needs no mending', () => {
  const t = i18next.getFixedT('en');
  const finding: Finding = { check: 'token', grade: 'good', code: null, detail: '' };
  expect(findingText(t, 'viber', finding)).toEqual({ says: 'It is accepted.', mend: null });
});

test('CHN-10: a channel works, works with trouble, or does not work', () => {
  const channel = (state: Channel['state'], problem: string | null) =>
    ({ state, health: { problem } }) as Channel;
  expect(conditionOf(channel('connected', null))).toBe('works');
  expect(conditionOf(channel('connected', 'unreachable'))).toBe('trouble');
  expect(conditionOf(channel('broken', 'token_revoked'))).toBe('broken');
});

test('CHN-13: a refusal of the way messages come means that there is no public address', () => {
  const at = (pointer: string) =>
    new Problem({ code: 'request.invalid', errors: [{ pointer, detail: 'x', code: 'y' }] });
  expect(needsAddress(at('/mode'))).toBe(true);
  expect(needsAddress(at('/token'))).toBe(false);
  expect(needsAddress(null)).toBe(false);
});

test('CHN-14: clocks that differ by more than two minutes are told of', () => {
  const server = '2026-11-20T12:00:00.000Z';
  const here = Date.parse(server);
  expect(clockOffMinutes(server, here)).toBe(0);
  expect(clockOffMinutes(server, here + 120_000)).toBe(0);
  expect(clockOffMinutes(server, here + 121_000)).toBe(2);
  expect(clockOffMinutes(server, here - 3_600_000)).toBe(60);
});

test('CHN-5: of a type’s tags the one whose days it is counts, and none after the last', () => {
  const day = (date: string) => `${date}T00:00:00.000Z`;
  const old = { name: 'OLD', from: day('2019-07-31'), until: day('2020-03-04'), successor: 'NEW' };
  const fresh = { name: 'NEW', from: day('2020-03-04'), until: day('2026-04-27'), successor: '' };
  const at = (date: string, tags: Parameters<typeof tagNow>[0] = [old, fresh]) =>
    tagNow(tags, Date.parse(day(date)))?.name;
  expect(at('2019-07-30')).toBeUndefined();
  expect(at('2020-03-03')).toBe('OLD');
  expect(at('2020-03-04')).toBe('NEW');
  expect(at('2026-04-26')).toBe('NEW');
  expect(at('2026-04-27')).toBeUndefined();
  expect(at('2030-01-01', [{ ...fresh, until: null }])).toBe('NEW');
});
