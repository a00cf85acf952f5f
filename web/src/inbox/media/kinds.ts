import type { Attachment, Message, StoredFile } from '../../api/types';

/** How an attachment is shown once its bytes are here. */
export type Look = 'picture' | 'clip' | 'video' | 'round' | 'sound' | 'sticker' | 'file';

/** A file that browsers show by themselves: an animated picture is one, a silent video is another. */
export function lookOf({ kind, mime }: Attachment): Look {
  const picture = mime.startsWith('image/') && mime !== 'image/svg+xml';
  const video = mime.startsWith('video/');
  if (kind === 'sticker' && (picture || video)) return 'sticker';
  if (kind === 'photo' || kind === 'animation') {
    if (picture) return 'picture';
    return video ? 'clip' : 'file';
  }
  if (kind === 'video') return video ? 'video' : 'file';
  if (kind === 'video_note') return video ? 'round' : 'file';
  if (kind === 'voice' || kind === 'audio') {
    return mime.startsWith('audio/') || mime === 'application/ogg' ? 'sound' : 'file';
  }
  return 'file';
}

/** Of the kinds that lie together in an album. */
export function isVisual(one: Attachment): boolean {
  return ['photo', 'video', 'animation'].includes(one.kind);
}

/** A place on the map rather than a file. */
export function isPlace(one: Attachment): boolean {
  return one.latitude !== null && one.longitude !== null;
}

/** A picture of the chat as the viewer shows it. */
export interface Shot {
  /** Message and place in it: stays the same when older messages are loaded. */
  id: string;
  message: Message;
  url: string;
  name: string;
  width: number;
  height: number;
}

/** What of a message decides how its files look. */
export type Carrier = Pick<Message, 'id' | 'content' | 'text' | 'attachments'>;

/** A message on its way, with files that the server has. */
export function carrierOf(id: string, text: string, files: readonly StoredFile[]): Carrier {
  const attachments = files.map((file): Attachment => ({
    ...file,
    state: 'ready',
    latitude: null,
    longitude: null,
    error: null,
  }));
  return { id, content: attachments[0]?.kind ?? 'text', text, attachments };
}

export const shotId = (message: Carrier, place: number) => `${message.id}-${place}`;

/** Every picture of the messages that can be looked at, oldest first. */
export function shotsOf(newestFirst: readonly Message[]): Shot[] {
  const shots: Shot[] = [];
  for (const message of [...newestFirst].reverse()) {
    for (const [place, one] of message.attachments.entries()) {
      if (one.state !== 'ready' || !one.url || lookOf(one) !== 'picture') continue;
      const { url, name, width, height } = one;
      shots.push({ id: shotId(message, place), message, url, name, width, height });
    }
  }
  return shots;
}

/** Two numbers with a comma, as services write a place when they have no words for it. */
const COORDINATES = /^-?\d+(\.\d+)?,\s*-?\d+(\.\d+)?(,\s*|$)/;

/** The words of a message that what is shown beside them does not say already. */
export function wordsBeside(message: Message): string {
  const { text, content, attachments } = message;
  if (content === 'contact') return '';
  if (attachments.some(isPlace)) return '';
  if (content === 'sticker' && attachments.some((one) => one.state !== 'none')) return '';
  return text;
}

/** The address of a place, from the words that came with it. */
export function placeWords(message: Carrier, one: Attachment): string {
  return one.name || message.text.replace(COORDINATES, '');
}

/** A contact comes as one line: the number, then the name. */
export function contactOf(text: string): { phone: string; name: string } {
  const match = /^(\+?[\d\s()-]{5,})(?:\s+(.*))?$/su.exec(text.trim());
  return match
    ? { phone: (match[1] ?? '').trim(), name: (match[2] ?? '').trim() }
    : { phone: '', name: text.trim() };
}
