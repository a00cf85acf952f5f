import { commandNames } from './ownership_model.mjs';

const most = { calls: 6, takers: 10 };

/** One strand of the walk: it works on chats of its own, one step after the other. */
export class Lane {
  /** @type {import('./ownership_track.mjs').Track[]} */
  tracks = [];

  /** @param {any} walk @param {any} random */
  constructor(walk, random) {
    this.walk = walk;
    this.random = random;
  }

  async run() {
    while (this.walk.going) await this.#step();
  }

  async #step() {
    const { random, walk } = this;
    if (random.chance(0.01) && walk.roomForMore()) return walk.newChat(this);
    if (random.chance(0.005)) return walk.cutSomebody(random);
    const track = random.pick(this.tracks);
    const calls = this.#calls(track);
    walk.commands += calls.length;
    const begunAt = Date.now();
    await Promise.all(calls.map((call) => this.#make(track, call)));
    // What the platform still has to deliver again is known later, and so is all beside it.
    if (calls.some(({ name, result }) => name === 'write' && result.unknown)) {
      track.unsettled = { calls, begunAt };
    } else {
      track.answered(walk.world, calls, begunAt);
    }
    if (!walk.crashing && calls.some(({ result }) => result.unknown)) {
      throw track.violation('a command was not answered though nothing crashed', calls);
    }
    return undefined;
  }

  #calls(track) {
    const { random } = this;
    const chat = track.guess;
    if (random.chance(0.1)) return [this.#write(track)];
    if (chat.state === 'done' && random.chance(0.5)) return [this.#write(track)];
    if (chat.state === 'new' && random.chance(0.15)) return this.#takers();
    if (random.chance(0.85)) return [this.#one(chat)];
    const calls = Array.from({ length: 2 + random.below(most.calls - 1) }, () => this.#one(chat));
    if (random.chance(0.2)) calls.push(this.#write(track));
    return calls;
  }

  #takers() {
    const people = this.random.some(this.walk.people, 2 + this.random.below(most.takers - 1));
    return people.map(({ id }) => ({ name: 'take', by: id }));
  }

  #write({ client, clients }) {
    const link = this.random.chance(0.15) ? this.random.pick(this.walk.links) : null;
    const text = link === null ? `text ${this.random.below(1000)}` : `/start ${link}`;
    return { name: 'write', link, clients, body: clients.message(client, text) };
  }

  /** Mostly what somebody might do in the chat as it is, sometimes anything. */
  #one(chat) {
    const { random } = this;
    const who = () => random.pick(this.walk.people).id;
    const call = random.chance(0.7)
      ? this.#sensible(chat)
      : { by: who(), name: random.pick(commandNames) };
    return { ...call, args: this.#args(call.name, chat) };
  }

  #sensible(chat) {
    const { random } = this;
    const anybody = random.pick(this.walk.people).id;
    if (chat.state === 'new') {
      return { by: anybody, name: random.pick(['take', 'take', 'take', 'transfer', 'forward']) };
    }
    if (chat.state === 'done') return { by: anybody, name: 'note' };
    const ways = [
      [chat.responsible, ['done', 'transfer', 'transfer', 'add', 'remove', 'forward', 'send']],
    ];
    if (chat.offered !== null) ways.push([chat.offered, ['accept', 'accept', 'decline']]);
    for (const one of chat.added) ways.push([one, ['leave', 'send']]);
    ways.push([anybody, ['take_over', 'note', 'take']]);
    const [by, names] = random.pick(ways);
    return { by, name: random.pick(names) };
  }

  #args(name, chat) {
    const { random, walk } = this;
    const inside = [chat.responsible, chat.offered, ...chat.added].filter(Boolean);
    const known = name === 'remove' && inside.length > 0 && random.chance(0.7);
    const member = () => (known ? random.pick(inside) : random.pick(walk.anybody()));
    switch (name) {
      case 'transfer':
        return { to: member() };
      case 'add':
      case 'remove':
        return { member: member() };
      case 'forward':
        return { department: random.pick(walk.anyDepartment()) };
      case 'send':
      case 'note':
        return { text: `${name} ${random.below(1000)}` };
      default:
        return {};
    }
  }

  async #make(track, call) {
    if (call.name === 'write') {
      const taken = await call.clients.attempt(call.body);
      call.result = taken ? { ok: true } : { unknown: true };
      return;
    }
    const person = this.walk.people.find(({ id }) => id === call.by);
    // Whoever left the team while holding the chat gives no commands.
    call.result = person
      ? await person.command(track.id, call, this.random.chance(0.8))
      : { code: 'not_found' };
  }
}
