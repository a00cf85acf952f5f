/** What the server takes as a photo. */
export const PHOTO_KINDS = 'image/jpeg,image/png,image/gif,image/webp';
export const LARGEST_PHOTO = 10 * 1024 * 1024;

export type PhotoTrouble = 'kind' | 'too_large';

/** Why a file can't be a photo, before it is sent; null when it can. */
export function photoTrouble(file: { type: string; size: number }): PhotoTrouble | null {
  if (!PHOTO_KINDS.split(',').includes(file.type)) return 'kind';
  return file.size > LARGEST_PHOTO ? 'too_large' : null;
}
