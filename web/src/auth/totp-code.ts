/** What an authenticator app shows, however it was typed: "123 456" is 123456. */
export const plainCode = (typed: string) => typed.replace(/[\s-]/g, '');

export const isAppCode = (typed: string) => /^\d{6}$/.test(plainCode(typed));
