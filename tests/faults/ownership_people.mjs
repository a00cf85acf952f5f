import { Panel } from '../support/panel.mjs';
import { Refusal, Session } from '../support/session.mjs';
import { Reader } from './ownership_reader.mjs';

const ops = { note: 'notes.add', send: 'messages.send' };
const ways = { note: 'notes', send: 'messages' };

/** Somebody at work: a session, a socket to command through, and a socket that only listens. */
export class Person {
  /** @param {any} walk @param {{id: string, name: string, session: Session}} who */
  constructor(walk, { id, name, session }) {
    Object.assign(this, { walk, id, name, session });
    this.reader = new Reader(this, walk);
  }

  async connect() {
    this.panel = await Panel.open(this.session);
    this.panel.events = { push() {}, slice: () => [] };
    await this.reader.open();
  }

  /**
   * Gives a command, by socket or by HTTP, and tells how it was answered.
   * @returns {Promise<any>} {ok, chat?} | {code, by?} | {unknown}
   */
  async command(chat, { name, args = {} }, bySocket) {
    try {
      const answer = bySocket
        ? await this.#bySocket(chat, name, args)
        : await this.session.post(
            `${this.walk.stage.path}/chats/${chat}/${ways[name] ?? name}`,
            args,
          );
      return { ok: true, chat: name in ways ? null : answer };
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) {
        return { code: error.code, by: error.body.by?.id };
      }
      return { unknown: true, why: String(error) };
    }
  }

  #bySocket(chat, name, args) {
    if (this.panel.socket.readyState !== this.panel.socket.OPEN) {
      throw new Error('the socket is closed');
    }
    const params = { project: this.walk.stage.project.id, chat, ...args };
    return this.panel.call(ops[name] ?? `chats.${name}`, params);
  }

  async disconnect() {
    await Promise.all([this.panel.cut(), this.reader.cut()]);
  }
}

let made = 0;

/**
 * Adds somebody to the project and to the model's world.
 * @param {any} walk
 * @param {{name: string, role?: string, forbidden?: string[], forbiddenDepartments?: string[]}} wish
 */
export async function addPerson(walk, wish) {
  const { name, role = 'manager', forbidden = [], forbiddenDepartments = [] } = wish;
  made += 1;
  const sign = { email: `walker${made}.${process.pid}@example.com`, password: `walking ${made}…` };
  const permissions = Object.fromEntries(forbidden.map((one) => [one, false]));
  const { id } = await walk.stage.owner.post(`${walk.stage.path}/members`, {
    ...{ name, role, permissions, forbidden_departments: forbiddenDepartments },
    ...sign,
  });
  const session = await new Session(walk.stage.server.url).signIn(sign.email, sign.password);
  return admit(walk, new Person(walk, { id, name, session }), {
    chief: role !== 'manager',
    forbidden,
    forbiddenDepartments,
  });
}

/** Puts somebody who is a member into the walk. */
export async function admit(walk, person, { chief, forbidden = [], forbiddenDepartments = [] }) {
  walk.world.people.set(person.id, {
    ...{ id: person.id, name: person.name, chief },
    forbidden: new Set(forbidden),
    forbiddenDepartments: new Set(forbiddenDepartments),
  });
  await person.connect();
  walk.people.push(person);
  return person;
}
