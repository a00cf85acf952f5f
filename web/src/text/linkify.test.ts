import { describe, expect, test } from 'vitest';
import { linkify } from './linkify';

const links = (text: string) =>
  linkify(text)
    .filter((piece) => piece.href)
    .map((piece) => piece.text);

describe('CHT-2: addresses in messages can be pressed, and only they', () => {
  test('CHT-2: the pieces together are the text, letter for letter', () => {
    const texts = [
      '',
      'no links\n  at all ',
      'see https://a.example/x?y=1&z=2, and http://b.example.',
      '<a href="https://a.example">x</a>',
      'https://',
      '👍https://a.example👍',
    ];
    for (const text of texts) {
      expect(
        linkify(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }
  });

  test("CHT-2: the sentence's own marks are not part of the address", () => {
    expect(links('See https://a.example/x. Or (https://b.example/y)!')).toEqual([
      'https://a.example/x',
      'https://b.example/y',
    ]);
    expect(links('https://a.example/w_(x)')).toEqual(['https://a.example/w_(x)']);
  });

  test('CHT-2: other schemes stay text', () => {
    const risky = [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'ftp://a.example',
    ];
    for (const text of risky) expect(links(text)).toEqual([]);
  });

  test('CHT-2: an address that hides its host behind a user name is not a link', () => {
    expect(links('https://bank.example@evil.example/')).toEqual([]);
  });

  test('CHT-2: a direction override ends an address', () => {
    expect(links('https://a.example/\u202Egpj.exe')).toEqual(['https://a.example/']);
  });
});
