const patterns = [
  { type: 'url', pattern: /https?:\/\/[^\s<>"]+/g },
  { type: 'email', pattern: /[\w.+-]+@[\w-]+\.[\w.]+/g },
  { type: 'bot_command', pattern: /(?<=^|\s)\/[a-zA-Z0-9_]{1,32}/g },
];

/**
 * The parts of a text that Telegram marks by itself. Offsets are UTF-16 units, as in JavaScript.
 * @param {string} text
 */
export function entitiesOf(text) {
  const found = [];
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      found.push({ type, offset: match.index, length: match[0].length });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

const htmlTags = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
};
const htmlNames = { lt: '<', gt: '>', amp: '&', quot: '"' };
const htmlToken = /<(\/?)([a-zA-Z]+)([^>]*)>|&(lt|gt|amp|quot);|[^<&]+|[<&]/g;

/**
 * Reads the HTML of `parse_mode`.
 * @param {string} html
 * @returns {{text: string, entities: object[]} | {error: string}}
 */
export function parseHtml(html) {
  let text = '';
  const entities = [];
  const open = [];
  for (const [token, closing, tag, attributes, name] of html.matchAll(htmlToken)) {
    if (name) {
      text += htmlNames[name];
    } else if (!tag) {
      text += token;
    } else if (!htmlTags[tag.toLowerCase()]) {
      return { error: `Unsupported start tag "${tag}"` };
    } else if (!closing) {
      const url = /href="([^"]*)"/.exec(attributes)?.[1];
      open.push({ tag, type: htmlTags[tag.toLowerCase()], offset: text.length, url });
    } else {
      const entity = open.pop();
      if (entity?.tag !== tag) return { error: `Unmatched end tag "${tag}"` };
      const { type, offset, url } = entity;
      entities.push({ type, offset, length: text.length - offset, ...(url ? { url } : {}) });
    }
  }
  if (open.length)
    return { error: `Can't find end tag corresponding to start tag "${open[0].tag}"` };
  return { text, entities };
}
