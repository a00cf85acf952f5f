import type { TokenPlatform } from './tokens';

/** What a person goes through to get a token; the words are `connect.<platform>.step<n>`. */
interface Guide {
  /** Where the first step happens; null when it is on a page of the account itself. */
  open: string | null;
  steps: number;
  /** What is to be known before one begins, by name. */
  notes: readonly string[];
}

export const GUIDES: Record<TokenPlatform, Guide> = {
  telegram: { open: 'https://t.me/BotFather', steps: 3, notes: ['previous'] },
  viber: { open: 'https://partners.viber.com', steps: 3, notes: ['previous', 'address', 'paid'] },
  vk: { open: null, steps: 3, notes: ['previousServer', 'abilities', 'personal'] },
  messenger: {
    open: 'https://developers.facebook.com/apps',
    steps: 3,
    notes: ['address', 'personal'],
  },
};
