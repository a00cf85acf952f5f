const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$|^[^\s@]+@localhost$/;

export const isName = (value: string) => value.trim().length >= 1 && value.trim().length <= 100;
export const isEmail = (value: string) => EMAIL.test(value.trim());
export const isPassword = (value: string) => value.length >= 8 && value.length <= 200;
