import { invalid } from './errors.mjs';

/** Characters as people count them, not UTF-16 units. */
const length = (text) => [...text].length;

/**
 * @param {any} value
 * @param {string} name
 * @param {number} limit
 */
export function checkText(value, name, limit) {
  if (typeof value !== 'string') throw invalid(`Param ${name} must be a string`);
  if (length(value) <= limit) return;
  throw invalid(`Length of param ${name} must be less than or equal to ${limit}`);
}

/** @param {any} value @param {string} name */
export function checkObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw invalid(`Param ${name} must be a JSON object`);
  }
}
