import { randomBytes } from 'node:crypto';
import { ControlError } from '../shared/errors.mjs';
import { mediaPath } from '../shared/files.mjs';
import { portraitOf } from '../shared/samples.mjs';
import { PlatformWorld } from '../shared/world.mjs';
import { ViberAccount } from './account.mjs';

const tokenForm = /^[0-9a-f]{1,32}-[0-9a-f]{1,32}-[0-9a-f]{1,32}$/;
const accountIdForm = /^pa:[0-9]{1,18}$/;
export const mediaPrefix = '/viber/media';

const makeToken = () => Array.from({ length: 3 }, () => randomBytes(8).toString('hex')).join('-');

/** @param {any} token */
function tokenOrRefusal(token = makeToken()) {
  if (tokenForm.test(token)) return token;
  throw new ControlError(400, 'a token is three groups of hexadecimal digits with - between them');
}

/**
 * A person with Viber on one or more devices.
 * @typedef {object} Client
 * @property {string} id        of the simulator; bots know the person by an id of their own each
 * @property {string} name
 * @property {string | null} photo  id of a file
 * @property {string} country   two letters
 * @property {string} language
 * @property {number} api_version
 * @property {string} phone_number
 * @property {number} devices   each tells of a delivery by itself
 * @property {string} primary_device_os
 * @property {'online' | 'offline' | 'undisclosed'} presence
 * @property {boolean} personalised  false: bots get a placeholder instead of the name
 */

const plainClient = {
  country: 'BY',
  language: 'ru',
  api_version: 10,
  phone_number: '+375291112233',
  devices: 1,
  primary_device_os: 'android 14',
  presence: 'online',
  personalised: true,
};

/** Everything that exists on Viber. */
export class ViberWorld extends PlatformWorld {
  #nextAccount = 50_001;
  #nextClient = 1;

  /** @param {import('../shared/world.mjs').Shared} shared */
  constructor(shared) {
    super('viber', shared);
  }

  /** @param {any} wish  {id?, name?, token?, uri?} and options */
  makeAccount({ id, name = 'Shop', token, uri }) {
    while (!id && this.accounts.has(`pa:${this.#nextAccount}`)) this.#nextAccount += 1;
    const chosen = id ?? `pa:${this.#nextAccount}`;
    if (!accountIdForm.test(chosen)) throw new ControlError(400, 'id is pa:<digits>');
    const identity = { id: chosen, name, token: tokenOrRefusal(token) };
    if (this.byToken(identity.token)) throw new ControlError(409, 'the token is taken');
    return new ViberAccount(this, { ...identity, uri: uri ?? `demo${chosen.slice(3)}` });
  }

  /** @param {any} fields  {id?, name | first_name, last_name?, photo?: true or a sample, …} */
  makeClient({ id, name, first_name, last_name, photo, ...fields }) {
    while (!id && this.clients.has(String(this.#nextClient))) this.#nextClient += 1;
    const chosen = String(id ?? this.#nextClient);
    const joined = [first_name, last_name].filter(Boolean).join(' ');
    const portrait = portraitOf(photo);
    const picture = portrait ? this.files.add(portrait).id : (photo ?? null);
    return {
      ...{ id: chosen, name: name ?? (joined || `Client ${chosen}`), photo: picture },
      ...plainClient,
      ...fields,
    };
  }

  /** @param {string} token */
  byToken(token) {
    return [...this.accounts.values()].find((account) => account.token === token);
  }

  /** Another token, as an admin gets it. @param {ViberAccount} account */
  replaceToken(account, { token }) {
    account.token = tokenOrRefusal(token);
  }

  /** The address of a stored file. @param {string} id */
  mediaUrl(id) {
    return this.shared.url() + mediaPath(mediaPrefix, this.files.byId(id));
  }
}
