import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { MessageText } from './message-text';

const shown = (text: string) => renderToStaticMarkup(<MessageText text={text} />);

describe('CHT-2: a message is shown as it was sent', () => {
  test('CHT-2: markup in a message is words, not markup', () => {
    const html = shown('<b>bold</b><img src=x onerror=alert(1)>');
    expect(html).not.toMatch(/<b>|<img/);
    expect(html).toContain('&lt;b&gt;bold&lt;/b&gt;&lt;img src=x onerror=alert(1)&gt;');
  });

  test('CHT-2: spaces and lines stay', () => {
    expect(shown('a\n\n  b ')).toContain('>a\n\n  b </div>');
  });

  test('CHT-2: a message finds its own direction', () => {
    expect(shown('\u202Eabc')).toContain('dir="auto"');
  });

  test('CHT-2: 4096 characters come through whole', () => {
    const text = 'ж'.repeat(4096);
    expect(shown(text)).toContain(text);
  });

  test('CHT-2: a link opens elsewhere and tells nothing about the panel', () => {
    expect(shown('go https://a.example/?q="x"')).toContain(
      'go <a href="https://a.example/?q=" target="_blank" rel="noreferrer noopener nofollow">',
    );
  });

  test('CHT-2: emoji alone are larger', () => {
    expect(shown('🎉')).toContain('data-large');
    expect(shown('party 🎉')).not.toContain('data-large');
  });
});
