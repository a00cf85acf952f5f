/** Without those that are taken for one another: 0 and O, 1, l and I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;

/** A password to pass on: 16 letters and digits, 93 bits. */
export function newPassword(): string {
  // Bytes past the last whole round are thrown away, or some letters would come more often.
  const even = 256 - (256 % LETTERS.length);
  let made = '';
  while (made.length < LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      if (byte < even && made.length < LENGTH) made += LETTERS.charAt(byte % LETTERS.length);
    }
  }
  return made;
}
