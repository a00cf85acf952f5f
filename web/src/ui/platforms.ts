import type { Channel } from '../api/types';

export type Platform = Channel['platform'];

/** Every messenger, in the order in which they are offered. */
export const PLATFORMS: readonly Platform[] = ['telegram', 'viber', 'vk', 'messenger', 'webchat'];

export const isPlatform = (word: string): word is Platform =>
  (PLATFORMS as readonly string[]).includes(word);
