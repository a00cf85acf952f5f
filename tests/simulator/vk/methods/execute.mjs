import { VkError } from '../errors.mjs';
import { runScript } from '../vkscript.mjs';
import { given, text } from './read.mjs';

const maxCalls = 25;
const maxCode = 65_536;
const runtimeError = 13;
const unknownMethod = 3;

/** An answer that carries the refusals of the calls it was made of. */
export class Executed {
  /** @param {any} response @param {object[]} errors */
  constructor(response, errors) {
    this.response = response;
    this.errors = errors;
  }
}

/** @param {import('./read.mjs').Call} call */
async function execute({ params, again }) {
  const code = given(params, 'code') ? text(params, 'code', maxCode) : '';
  const errors = [];
  let made = 0;
  const one = async (method, inner) => {
    made += 1;
    if (made > maxCalls) throw new VkError(runtimeError, 'Too many API calls');
    try {
      if (method === 'execute') throw new VkError(unknownMethod);
      return await again(method, inner);
    } catch (error) {
      if (!(error instanceof VkError)) throw error;
      errors.push({ method, error_code: error.code, error_msg: error.message });
      return false;
    }
  };
  return new Executed(await runScript(code, params, one), errors);
}

/** @type {Record<string, import('./table.mjs').Method>} */
export const executeMethods = { execute: { who: 'any', run: execute } };
