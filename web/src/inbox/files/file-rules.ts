import type { UploadAs } from '../../api/upload';
import type { PlatformRules } from '../../api/types';

export const MB = 1024 * 1024;
/** What the server takes at most (CHT-6). */
export const LARGEST_PICTURE = 3 * MB;
export const LARGEST_FILE = 100 * MB;
export const MOST_FILES = 10;

/** Pictures that messengers show in the chat; the others go as files. */
const PICTURES = ['image/jpeg', 'image/png', 'image/gif'];

/** Endings of programs; the server looks at the bytes as well. */
const PROGRAMS = new Set(
  (
    'exe dll com scr pif cpl sys ocx msi msp msix appx bat cmd ps1 psm1 vbs vbe jse wsf wsh hta ' +
    'lnk reg gadget jar apk xapk aab ipa app dmg pkg mpkg command deb rpm appimage flatpak snap ' +
    'run sh bash elf'
  ).split(' '),
);

/** The part of a `File` that is looked at. */
export interface FileFacts {
  name: string;
  type: string;
  size: number;
}

export const isPicture = (file: FileFacts) => PICTURES.includes(file.type);

const isProgram = (file: FileFacts) =>
  PROGRAMS.has(
    file.name
      .toLowerCase()
      .replace(/[\s.]+$/u, '')
      .split('.')
      .at(-1) ?? '',
  );

/** May be shown in the chat as a picture rather than be sent as a file. */
export function fitsAsPicture(file: FileFacts, rules: PlatformRules | undefined): boolean {
  const most = Math.min(LARGEST_PICTURE, rules?.photo_bytes ?? LARGEST_PICTURE);
  return isPicture(file) && file.size <= most;
}

export function uploadAs(
  file: FileFacts,
  rules: PlatformRules | undefined,
  wantsFiles: boolean,
): UploadAs {
  return !wantsFiles && fitsAsPicture(file, rules) ? 'photo' : 'file';
}

/** The most bytes that the messenger takes of such a file, and the server at all. */
export function mostBytes(file: FileFacts, rules: PlatformRules | undefined): number {
  if (!rules) return LARGEST_FILE;
  const kind = file.type.split('/')[0];
  // What is too large for its own kind goes as a document.
  const own = kind === 'video' ? rules.video_bytes : kind === 'audio' ? rules.audio_bytes : 0;
  return Math.min(LARGEST_FILE, Math.max(own, rules.document_bytes));
}

/** Why the file can't be sent, known before it travels; null when nothing speaks against it. */
export function objection(
  file: FileFacts,
  rules: PlatformRules | undefined,
): 'file.forbidden' | 'file.empty' | 'file.too_large' | null {
  if (isProgram(file)) return 'file.forbidden';
  if (file.size === 0) return 'file.empty';
  if (file.size > mostBytes(file, rules)) return 'file.too_large';
  return null;
}
