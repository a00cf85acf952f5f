import { readFileSync } from 'node:fs';
import { Visitor } from '../../support/visitor.mjs';

const samples = new URL('../page/samples/', import.meta.url);
const types = { jpg: 'image/jpeg', webp: 'image/webp', pdf: 'application/pdf', ogg: 'audio/ogg' };

/** A bundled file, as a person has it on the disk. */
export function sampleFile(name) {
  const bytes = readFileSync(new URL(name, samples));
  return { name, bytes, type: types[name.split('.').at(-1)] };
}

/** People of one account on a simulated platform. */
export class PlatformPhones {
  /** @param {{world: any, account: any}} parts  as openAccounts gives them */
  constructor({ world, account }) {
    this.world = world;
    this.account = account;
  }

  addClient(fields) {
    return this.world.addClient(fields);
  }

  act(client, action, params = {}) {
    return this.world.act(this.account, client, action, params);
  }

  write(client, text, more = {}) {
    return this.act(client, 'text', { text, ...more });
  }

  /** The platform's id of the newest message with this in it. */
  async idOf(client, words) {
    const found = await this.world.messages(this.account, client, { contains: words });
    const { id, message_id } = found.at(-1);
    return id ?? message_id;
  }

  edit(client, id, text) {
    return this.act(client, 'edit', { id, message_id: id, text });
  }

  read(client) {
    return this.act(client, 'read');
  }

  /**
   * What was written before the account was connected is told now, at its own time.
   * @param {any} entry  what write gave
   */
  tellLate(client, { message }, hours) {
    const timestamp = message.time - hours * 3_600_000;
    return this.act(client, 'raw', { event: { timestamp, message: message.wire } });
  }

  fault(client, fault) {
    return this.world.fault(this.account, { ...fault, client: client.id });
  }
}

/** Visitors of a page with the web chat. */
export class SitePhones {
  #visitors = [];

  /** @param {string} url  of the server @param {any} channel */
  constructor(url, channel) {
    this.url = url;
    [, this.key] = /\/webchat\/([^/?]+)/.exec(channel.link);
  }

  async addClient({ name, language, start }) {
    const visitor = new Visitor(this.url, this.key);
    this.#visitors.push(visitor);
    await visitor.hello({ name, ...(language ? { language } : {}), ...(start ? { start } : {}) });
    return { name, visitor, written: new Map() };
  }

  /** Sends a bundled file; the name of the action is not needed. */
  async act({ visitor, written }, _action, { sample, caption = '' }) {
    const { bytes, name, type } = sampleFile(sample);
    const { body } = await visitor.upload(bytes, name, type);
    await visitor.write(`file-${written.size}`, caption, { files: [body.source] });
  }

  async write({ visitor, written }, text, { reply_to } = {}) {
    const id = `words-${written.size}`;
    written.set(text, id);
    await visitor.write(id, text, reply_to ? { reply_to } : {});
  }

  /** The visitor's own key, or the server's id of what was heard. */
  async idOf({ visitor, written }, words) {
    const own = [...written].find(([text]) => text.includes(words));
    if (own) return own[1];
    return (await visitor.heard('message', ({ text }) => text.includes(words))).id;
  }

  edit({ visitor }, id, text) {
    visitor.say({ type: 'edit', id, text });
  }

  async read({ visitor }) {
    const isAnswer = ({ by }) => by === 'person';
    await visitor.heard('message', isAnswer);
    const last = visitor.frames.findLast((one) => one.type === 'message' && isAnswer(one));
    visitor.say({ type: 'read', up_to: last.id });
  }

  /** Every visitor closes the page. */
  leave() {
    return Promise.all(this.#visitors.map((visitor) => visitor.leave()));
  }
}
