import i18next from 'i18next';
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Attachment, Message } from '../../api/types';
import { en } from '../../i18n/en';
import { aMessage, anAttachment } from '../../testing/samples';
import { Attachments } from './attachments';
import { initReactI18next } from 'react-i18next';

beforeAll(() =>
  i18next.use(initReactI18next).init({
    lng: 'en',
    showSupportNotice: false,
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  }),
);

const shown = (attachments: Attachment[], parts: Partial<Message> = {}) => {
  const content = attachments[0]?.kind ?? 'text';
  const message = aMessage({ content, text: '', attachments, ...parts });
  return renderToStaticMarkup(
    <MantineProvider>
      <Attachments message={message} />
    </MantineProvider>,
  );
};

describe('CHT-2: attachments are shown with names and in places of their size', () => {
  test('CHT-2: a picture has its shape before it is loaded, and a name', () => {
    const html = shown([anAttachment()]);
    expect(html).toContain('width:255px;aspect-ratio:255/340');
    expect(html).toContain('src="/f/small"');
    expect(html).toContain('aria-label="Picture: open"');
  });

  test('CHT-2: an animated picture moves: it is not the reduced one', () => {
    expect(shown([anAttachment({ kind: 'animation', mime: 'image/gif' })])).toContain('/f/dress');
  });

  test('CHT-2: several pictures lie together and are counted', () => {
    const html = shown([anAttachment(), anAttachment(), anAttachment()]);
    expect(html).toContain('aria-label="3 pictures"');
    expect(html).toContain('data-odd');
  });

  test('CHT-2: a file is downloaded by its name', () => {
    const name = 'Price list.pdf';
    const html = shown([anAttachment({ kind: 'document', mime: 'application/pdf', name })]);
    expect(html).toContain('download="Price list.pdf"');
    expect(html).toContain('aria-label="Download Price list.pdf 27 kB"');
  });

  test('CHT-2: what is being fetched keeps its place and says so', () => {
    const html = shown([anAttachment({ state: 'waiting', url: null })]);
    expect(html).toContain('aspect-ratio:255/340');
    expect(html).toContain('aria-label="Photo: being fetched"');
  });

  test.each([
    ['gone', 'The messenger no longer has it'],
    ['something_new', 'It could not be fetched'],
  ])('CHT-2: what never came says why: %s', (error, words) => {
    expect(shown([anAttachment({ state: 'failed', url: null, error })])).toContain(words);
  });

  test('CHT-2: a place is numbers and a link, without a map of others on the page', () => {
    const html = shown([
      anAttachment({
        kind: 'location',
        state: 'none',
        name: '',
        latitude: 53.9023,
        longitude: 27.5619,
      }),
    ]);
    expect(html).toContain('53.90230, 27.56190');
    expect(html).toContain('https://www.openstreetmap.org/?mlat=53.9023&amp;mlon=27.5619');
    expect(html).not.toContain('<img');
  });

  test('CHT-2: a contact can be called; markup in it is words', () => {
    const html = shown([], { content: 'contact', text: '+375291112233 <b>Ivan</b>' });
    expect(html).toContain('href="tel:+375291112233"');
    expect(html).toContain('&lt;b&gt;Ivan&lt;/b&gt;');
  });

  test('CHT-2: a kind that can’t be shown says its name', () => {
    expect(shown([], { content: 'other' })).toContain('Message of a kind not shown yet');
  });
});
