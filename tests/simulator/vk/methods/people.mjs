import { badParameter } from '../errors.mjs';
import { profileOf } from '../client.mjs';
import { list } from './read.mjs';

const maxUsers = 1000;

/** People by number or short name; those who don't exist are left out. */
function get({ world, grant, params }) {
  const asked = list(params, 'user_ids');
  if (asked.length > maxUsers) throw badParameter(`user_ids has more than ${maxUsers} items`);
  if (asked.length === 0 && grant.kind === 'user') asked.push(String(grant.id));
  if (asked.length === 0) throw badParameter('user_ids is undefined');
  const fields = list(params, 'fields');
  const byName = (name) => [...world.clients.values()].find((one) => one.screen_name === name);
  return asked
    .map((name) => world.person(name) ?? byName(name))
    .filter(Boolean)
    .map((person) => {
      const photoUrl = person.photo ? world.fileUrl(person.photo) : null;
      return profileOf(person, { fields, lang: params.lang, photoUrl });
    });
}

/** @type {Record<string, import('./table.mjs').Method>} */
export const peopleMethods = { 'users.get': { who: 'any', run: get } };
