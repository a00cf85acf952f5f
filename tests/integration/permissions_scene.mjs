import { Session } from '../support/session.mjs';
import { openStage } from '../support/stage.mjs';
import { permissions } from './permissions_table.mjs';

/**
 * A project with a chat of every kind that may be hidden from somebody, and people from whom one
 * thing each is hidden. Who sees what is written down here by hand.
 */
export class Scene {
  /** @type {Record<string, any>} chats by name */
  chats = {};
  /** @type {Record<string, {session: Session, sees: string[]}>} */
  people = {};

  static async open(settings = {}) {
    const scene = new Scene();
    scene.stage = await openStage({ settings });
    await scene.#fill();
    return scene;
  }

  async #fill() {
    const { stage } = this;
    ({ bot: this.bot, channel: this.channel } = await stage.connectBot());
    this.holder = await this.member('Holder');
    this.insider = await this.member('Insider');
    const post = (name, members = []) =>
      stage.owner.post(`${stage.path}/departments`, { name, members });
    this.departments = {
      closed: await post('Closed', [this.holder.me.id, this.insider.me.id]),
      barred: await post('Barred'),
    };
    for (const name of ['new', 'active', 'done']) await this.#chat(name, name, null);
    for (const [where, department] of Object.entries(this.departments)) {
      for (const state of ['new', 'active', 'done']) {
        await this.#chat(`${where} ${state}`, state, department);
      }
    }
    await this.#gather();
  }

  /** A chat in a state and a department; active ones are the holder's. */
  async #chat(name, state, department) {
    const { stage } = this;
    const { client, chat } = await stage.writingClient(this.bot, `secret of ${name}`);
    const path = `${stage.path}/chats/${chat.id}`;
    if (department) await stage.owner.post(`${path}/forward`, { department: department.id });
    if (state !== 'new') await this.holder.post(`${path}/take`);
    if (state === 'done') await this.holder.post(`${path}/done`);
    this.chats[name] = { id: chat.id, client, path, state, text: `secret of ${name}` };
  }

  async #gather() {
    const all = Object.keys(this.chats);
    const but = (...states) => all.filter((name) => !states.some((state) => name.endsWith(state)));
    const open = all.filter((name) => !name.startsWith('closed'));
    const seen = (list) => list.filter((name) => open.includes(name));
    const add = async (name, sees, rights) => {
      this.people[name] = { session: await this.member(name, rights), sees };
    };
    this.people.Insider = { session: this.insider, sees: all };
    await add('Outsider', open);
    await add('No new', seen(but('new')), { forbidden: ['new'] });
    await add('No others', seen(but('active')), { forbidden: ['others'] });
    await add('No done', seen(but('done')), { forbidden: ['done'] });
    await add('No mine', open, { forbidden: ['mine'] });
    await add('Nothing', [], { forbidden: ['new', 'others', 'done'] });
    await add('Everything', open, { forbidden: permissions.filter((one) => !isSight(one)) });
    const barred = open.filter((name) => !name.startsWith('barred'));
    await add('Barred', barred, { departments: [this.departments.barred.id] });
    await add('Admin', all, { role: 'admin' });
  }

  /** A member with some rights, signed in. */
  async member(name, { role = 'manager', forbidden = [], departments = [] } = {}) {
    const email = `${name.replaceAll(/\W/g, '.')}.${process.pid}@example.com`;
    const password = `password of ${name}`;
    const rights = {
      permissions: Object.fromEntries(forbidden.map((one) => [one, false])),
      forbidden_departments: departments,
    };
    const body = { name, email, password, role, ...(role === 'manager' ? rights : {}) };
    await this.stage.owner.post(`${this.stage.path}/members`, body);
    return new Session(this.stage.server.url).signIn(email, password);
  }

  /** Names of chats that somebody must not see. */
  hidden({ sees }) {
    return Object.keys(this.chats).filter((name) => !sees.includes(name));
  }

  close() {
    return this.stage.close();
  }
}

/** Whether a permission decides which chats are seen. */
const isSight = (permission) => ['new', 'mine', 'others', 'done'].includes(permission);
