import { expect, test } from 'vitest';
import { administrationWords as en } from '../i18n/en-administration';
import { administrationWords as ru } from '../i18n/ru-administration';
import { SCOPES } from './api/scopes';

const PLURAL = /_(one|few|many|other)$/;

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${path}${key}.`)
      : [[path + key, String(value)] as [string, string]],
  );
}

const stem = (name: string) => name.replace(PLURAL, '');

test('ACC-6: both languages put the same things into their words', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((one) => one[1]).sort();
  const english = new Map(leaves(en).map(([name, text]) => [stem(name), holes(text)]));
  for (const [name, text] of leaves(ru)) {
    const missing = (english.get(stem(name)) ?? []).filter((hole) => !holes(text).includes(hole));
    // Russian may say "this person" where English repeats the name.
    expect(
      missing.filter((hole) => hole !== 'name'),
      name,
    ).toEqual([]);
  }
});

test('ACC-7: every scope of a token says in plain words what it opens', () => {
  const names = new Map(leaves(en.tokens.scope));
  for (const scope of SCOPES) {
    expect(names.get(scope), scope).toBeDefined();
    expect(names.get(`${scope}Text`), scope).toBeDefined();
  }
  expect(names.size).toBe(SCOPES.length * 2);
});
