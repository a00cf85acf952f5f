/** A piece of what somebody wrote: shown as it is, or as a link to what it says. */
export interface Piece {
  text: string;
  href: string | null;
}

const CANDIDATE = /https?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const TRAILING = /[.,:;!?…»”’"'*_~]+$/u;
const PAIRS: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}

/** A sentence's own full stop or bracket is not part of the address. */
function trimmed(candidate: string): string {
  let url = candidate;
  for (;;) {
    const before = url;
    url = url.replace(TRAILING, '');
    const last = url.at(-1) ?? '';
    const opening = PAIRS[last];
    if (opening && count(url, last) > count(url, opening)) url = url.slice(0, -1);
    if (url === before) return url;
  }
}

/** Only http and https, and only with a host: anything else stays text. */
function hrefOf(url: string): string | null {
  try {
    const parsed = new URL(url);
    const web = parsed.protocol === 'http:' || parsed.protocol === 'https:';
    return web && parsed.hostname && !parsed.username ? parsed.href : null;
  } catch {
    return null;
  }
}

/** Cuts a text into plain pieces and links. Joined together they are the text, letter for letter. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const plain = (until: number) => {
    if (until > done) pieces.push({ text: text.slice(done, until), href: null });
  };
  for (const match of text.matchAll(CANDIDATE)) {
    const url = trimmed(match[0]);
    const href = hrefOf(url);
    if (!href) continue;
    plain(match.index);
    pieces.push({ text: url, href });
    done = match.index + url.length;
  }
  plain(text.length);
  return pieces;
}
