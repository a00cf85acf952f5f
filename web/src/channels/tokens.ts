import type { Platform } from '../ui/platforms';

/** Messengers whose accounts are opened by a token. */
export type TokenPlatform = Exclude<Platform, 'webchat'>;

const FORMATS: Record<TokenPlatform, RegExp> = {
  telegram: /^[0-9]{6,12}:[A-Za-z0-9_-]{30,64}$/,
  viber: /^[0-9a-fA-F]{8,32}(-[0-9a-fA-F]{8,32}){2}$/,
  vk: /^[A-Za-z0-9_.-]{10,512}$/,
  messenger: /^EAA[A-Za-z0-9_.-]{4,1021}$/,
};

/** The beginning of a token, for people to compare with. */
export const TOKEN_LOOK: Record<TokenPlatform, string> = {
  telegram: '123456789:AAE…',
  viber: '4453b6ac12345678-e02c5f12174805f9-…',
  vk: 'vk1.a.…',
  messenger: 'EAA…',
};

/** Looks like a token of the platform (CHN-3, CHN-6 to CHN-8); spaces around it do not count. */
export const isToken = (platform: TokenPlatform, value: string) =>
  FORMATS[platform].test(value.trim());

export const isTokenPlatform = (platform: Platform): platform is TokenPlatform =>
  platform !== 'webchat';
