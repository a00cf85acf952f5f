import { until } from '../support/until.mjs';
import { Clients } from './ownership_client.mjs';
import { Lane } from './ownership_lane.mjs';
import { firstAppeal } from './ownership_model.mjs';
import { Person, addPerson, admit } from './ownership_people.mjs';
import { Track } from './ownership_track.mjs';

const shape = { lanes: 12, chatsPerLane: 5, mostChats: 160 };

/** The managers of the walk, by what they are forbidden. */
const managers = [
  { name: 'Free A' },
  { name: 'Free B' },
  { name: 'No others', forbidden: ['others'] },
  { name: 'No new', forbidden: ['new'] },
  { name: 'No mine', forbidden: ['mine'] },
  { name: 'No take', forbidden: ['take'] },
  { name: 'Mine only', forbidden: ['new', 'others', 'done'] },
  { name: 'Outside' },
];

/**
 * Several people and many clients at work on one project, the server dying now and then. Lanes
 * give commands; between the rounds nobody does anything, and everything is compared.
 */
export class Walk {
  going = false;
  crashing = false;
  changing = false;
  commands = 0;
  people = [];
  /** @type {Map<string, Track>} */
  tracks = new Map();
  links = ['spring', 'nowhere'];
  world = {
    people: new Map(),
    departments: new Map(),
    sources: new Map(),
    returnToManager: false,
  };
  #failure = null;

  /** @param {{stage: any, postgres: any, random: any, offerWaitS: number}} parts */
  constructor({ stage, postgres, random, offerWaitS }) {
    Object.assign(this, { stage, postgres, random });
    this.offerWaitMs = offerWaitS * 1000;
    this.offersEndSoon = offerWaitS < 60;
    this.lanes = Array.from({ length: shape.lanes }, () => new Lane(this, random.fork()));
  }

  /** People, departments, channels and the first chats. */
  async begin() {
    const { stage } = this;
    const { owner } = stage;
    const first = new Person(this, { id: owner.me.id, name: 'Owner', session: owner });
    await admit(this, first, { chief: true });
    await addPerson(this, { name: 'Admin', role: 'admin' });
    const team = await Promise.all(managers.map((wish) => addPerson(this, wish)));
    // In the order of the list, so that a seed means the same people again.
    this.people = [...this.people.slice(0, 2), ...team];
    this.clients = [];
    for (const name of ['Shop', 'Help']) {
      const { bot, channel } = await stage.connectBot({ name });
      this.clients.push(new Clients(stage, bot, channel));
    }
    const { id: everybodys } = await this.addDepartment({ name: 'Everybody' });
    await this.#bar(this.people.at(-1), everybodys);
    const inside = this.people.slice(1, 5).map(({ id }) => id);
    const { id } = this.clients[1].channel;
    await this.addDepartment({ name: 'Some', members: inside, channels: [id], links: ['spring'] });
    for (let n = 0; n < shape.chatsPerLane; n += 1) {
      await Promise.all(this.lanes.map((lane) => this.newChat(lane)));
    }
  }

  async addDepartment({ name, members = [], channels = [], links = [] }) {
    const wish = { name, members, channels, links };
    const made = await this.stage.owner.post(`${this.stage.path}/departments`, wish);
    this.world.departments.set(made.id, { name, members });
    for (const source of [...channels, ...links]) this.world.sources.set(source, made.id);
    return made;
  }

  async #bar({ id }, department) {
    const wish = { forbidden_departments: [department] };
    await this.stage.owner.patch(`${this.stage.path}/members/${id}`, wish);
    this.world.people.get(id).forbiddenDepartments.add(department);
  }

  roomForMore() {
    return this.tracks.size < shape.mostChats;
  }

  /** A client of one of the channels writes for the first time. */
  async newChat(lane) {
    const clients = lane.random.pick(this.clients);
    const link = lane.random.chance(0.2) ? lane.random.pick(this.links) : null;
    const client = clients.newClient();
    const body = clients.message(client, link === null ? 'hello' : `/start ${link}`);
    lane.waiting = { clients, client, link, body };
    const taken = await clients.attempt(body);
    if (taken || !this.crashing) await this.#admitChat(lane);
  }

  /** The chat of a lane's new client, once the client's first message is in for certain. */
  async #admitChat(lane) {
    const { clients, client, link, body } = lane.waiting;
    await clients.deliver(body);
    const told = () => this.#mirroredChat(client);
    const id = await until('the owner to be told of a new chat', told, { timeoutMs: 20_000 });
    const chat = firstAppeal(this.world, { link, channel: clients.channel.id });
    const track = new Track({ id, client, clients, chat, waitMs: this.offerWaitMs });
    track.note(JSON.stringify(['first appeal', clients.channel.name, link]));
    this.tracks.set(id, track);
    lane.tracks.push(track);
    lane.waiting = null;
  }

  #mirroredChat({ first_name: name }) {
    this.check();
    for (const chat of this.people[0].reader.mirror.values()) {
      if (chat.client.first_name === name) return chat.id;
    }
    return null;
  }

  /** Somebody's listening socket is lost, and goes on where it ended. */
  async cutSomebody(random) {
    const { reader } = random.pick(this.people);
    if (reader.away) return;
    reader.away = true;
    await reader.cut();
    if (!this.crashing) await reader.open();
    reader.away = false;
  }

  /** Who can be named in a command: members, and now and then somebody who is none. */
  anybody() {
    return [...this.people.map(({ id }) => id), '999999999999'];
  }

  anyDepartment() {
    return [...this.world.departments.keys(), '999999999999'];
  }

  /** What a listener found wrong; the walk ends with it. */
  fail(error) {
    if (this.crashing && !(error?.code === 'ERR_ASSERTION')) return;
    this.#failure ??= error;
    this.going = false;
  }

  check() {
    if (this.#failure) throw this.#failure;
  }

  /** Lanes work until so many more commands were given; at its end the server may die. */
  async round(commands, { crash }) {
    const goal = this.commands + commands;
    this.going = true;
    const work = Promise.all(this.lanes.map((lane) => lane.run().catch((e) => this.fail(e))));
    const done = () => !this.going || this.commands >= goal;
    await until('the round to end', done, { timeoutMs: 600_000, everyMs: 2 });
    if (crash) {
      this.crashing = true;
      await this.stage.server.killServer();
      if (crash === 'database too') await this.postgres.kill();
    }
    this.going = false;
    await work;
    this.check();
    if (crash) await this.recover(crash);
  }

  /** The server dies while nobody gives a command, and comes back. */
  async die() {
    this.crashing = true;
    await this.stage.server.killServer();
    await this.recover('server');
  }

  /** Starts everything again on the same data and finds out what became of what was under way. */
  async recover(crash) {
    await Promise.all(this.people.map((person) => person.disconnect()));
    if (crash === 'database too') await this.postgres.start();
    await this.stage.server.start();
    this.crashing = false;
    await Promise.all(this.people.map((person) => person.connect()));
    for (const lane of this.lanes) if (lane.waiting) await this.#admitChat(lane);
    for (const track of this.tracks.values()) await this.#settle(track);
    this.check();
  }

  /** The platform delivers again what it was not told to be taken. */
  async #settle(track) {
    const { calls, begunAt } = track.unsettled;
    track.unsettled = [];
    if (!calls) return;
    for (const call of calls) {
      if (call.name !== 'write' || !call.result.unknown) continue;
      await call.clients.deliver(call.body);
      call.result = { ok: true };
    }
    track.answered(this.world, calls, begunAt);
  }
}
