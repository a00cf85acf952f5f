const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$|^[^\s@]+@localhost$/;

export const isName = (value: string) => value.trim().length >= 1 && value.trim().length <= 100;
export const isEmail = (value: string) => EMAIL.test(value.trim());
export const isPassword = (value: string) => value.length >= 8 && value.length <= 200;

const TOKEN = /^[0-9]{6,12}:[A-Za-z0-9_-]{30,64}$/;

/** The look of a BotFather token (CHN-6). */
export const isBotToken = (value: string) => TOKEN.test(value.trim());
