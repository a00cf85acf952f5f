import { badData, missing } from './statuses.mjs';

/** Reading one field of a request, or the platform's refusal. */

/** @param {any} value @param {string} field */
export function present(value, field) {
  if (value === undefined || value === null) throw missing(field);
  return value;
}

/**
 * @param {any} value
 * @param {string} field
 * @param {number} max  characters
 */
export function text(value, field, max) {
  if (typeof present(value, field) !== 'string') throw badData(`${field} is not a string`);
  if ([...value].length > max) throw badData(`${field} is longer than ${max}`);
  return value;
}

/** As `text`, and not empty. */
export function words(value, field, max) {
  if (text(value, field, max) === '') throw badData(`${field} is empty`);
  return value;
}

/**
 * @param {any} value
 * @param {string} field
 * @param {number} min
 * @param {number} max
 */
export function whole(value, field, min, max) {
  if (!Number.isInteger(present(value, field))) throw badData(`${field} is not a whole number`);
  if (value < min || value > max) throw badData(`${field} is not between ${min} and ${max}`);
  return value;
}

/** @param {any} value @param {string} field */
export function coordinate(value, field, limit) {
  const number = Number(present(value, field));
  if (value === '' || !(Math.abs(number) <= limit)) throw badData(`${field} is not a coordinate`);
  return number;
}

/** @param {any} value @param {string} field */
export function object(value, field) {
  if (typeof present(value, field) !== 'object' || Array.isArray(value)) {
    throw badData(`${field} is not an object`);
  }
  return value;
}

/** @param {any} value @param {string} field @param {any[]} choices */
export function oneOf(value, field, choices) {
  if (!choices.includes(value)) throw badData(`${field} is none of ${choices.join(', ')}`);
  return value;
}

/** @param {any} value @param {string} field */
export function colour(value, field) {
  if (!/^#[0-9a-f]{6}$/i.test(value)) throw badData(`${field} is not a colour like #2db9b9`);
  return value;
}

const maxUrl = 2000;

/** @param {any} value @param {string} field */
export function webAddress(value, field) {
  words(value, field, maxUrl);
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw badData(`${field} is not a web address`);
  }
  return value;
}

/** Of an address's path, without the query: `.jpg`. @param {string} url */
export function extensionOf(url) {
  return /\.[a-z0-9]{1,12}$/i.exec(new URL(url).pathname)?.[0].toLowerCase() ?? '';
}
