import { badParameter } from '../errors.mjs';

/**
 * Parameters of methods as they come: strings from a form, anything from `execute`.
 * @typedef {object} Call
 * @property {import('../world.mjs').VkWorld} world
 * @property {import('../world.mjs').Grant} grant
 * @property {import('../community.mjs').Community | null} community  null = called by a person
 * @property {string} name
 * @property {Record<string, any>} params
 * @property {number[]} version
 * @property {string} base      the simulator's address as the caller knows it
 * @property {(method: string, params: any) => Promise<any>} again  one more call, for `execute`
 */

const isMissing = (value) => value === undefined || value === null || value === '';

/** @param {Record<string, any>} params @param {string} name */
export const given = (params, name) => !isMissing(params[name]);

/** @param {Record<string, any>} params @param {string} name */
export function wholeNumber(params, name) {
  if (isMissing(params[name])) throw badParameter(`${name} is undefined`);
  const number = Number(params[name]);
  if (!Number.isSafeInteger(number)) throw badParameter(`${name} should be integer`);
  return number;
}

/** @param {Record<string, any>} params @param {string} name */
export const optionalNumber = (params, name) =>
  isMissing(params[name]) ? undefined : wholeNumber(params, name);

/** 0 or 1. @param {Record<string, any>} params @param {string} name */
export function flag(params, name) {
  const number = wholeNumber(params, name);
  if (number !== 0 && number !== 1) throw badParameter(`${name} is 0 or 1`);
  return number;
}

/**
 * A list: separated by commas, or a list of `execute`.
 * @param {Record<string, any>} params
 * @param {string} name
 * @returns {string[]}
 */
export function list(params, name) {
  const value = params[name];
  if (isMissing(value)) return [];
  const items = Array.isArray(value) ? value : String(value).split(',');
  return items.map((item) => String(item).trim()).filter(Boolean);
}

/** @param {Record<string, any>} params @param {string} name @param {number} longest */
export function text(params, name, longest) {
  if (isMissing(params[name])) throw badParameter(`${name} is undefined`);
  const value = String(params[name]);
  if (value.length > longest) throw badParameter(`${name} is longer than ${longest}`);
  return value;
}
