import { VkError } from '../errors.mjs';
import { executeMethods } from './execute.mjs';
import { groupMethods } from './groups.mjs';
import { messageMethods } from './messages.mjs';
import { peopleMethods } from './people.mjs';
import { uploadMethods } from './uploads.mjs';

const unknownMethod = 3;
const accessDenied = 15;

/**
 * @typedef {object} Method
 * @property {'community' | 'any'} who  whose token may call it
 * @property {string} [scope]           the right the token needs
 * @property {(call: import('./read.mjs').Call) => any} run
 */

/** Every method there is. @type {Record<string, Method>} */
const methods = {
  ...groupMethods,
  ...messageMethods,
  ...uploadMethods,
  ...peopleMethods,
  ...executeMethods,
};
const byLowerName = new Map(
  Object.entries(methods).map(([name, method]) => [name.toLowerCase(), method]),
);

/**
 * @param {string} name
 * @param {import('../world.mjs').Grant} grant
 * @returns {Method}
 */
export function methodFor(name, grant) {
  const method = byLowerName.get(name.toLowerCase());
  if (!method) throw new VkError(unknownMethod);
  if (method.who === 'community' && grant.kind !== 'community') {
    throw new VkError(accessDenied, 'the method needs a community token');
  }
  const asks = method.scope;
  const allowed =
    !asks || grant.scopes.includes(asks) || (asks === 'groups' && grant.kind === 'community');
  if (!allowed) throw new VkError(accessDenied, `the token has no right to ${asks}`);
  return method;
}
