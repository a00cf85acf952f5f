import assert from 'node:assert/strict';
import { Panel } from '../support/panel.mjs';
import { viewOf } from './ownership_explain.mjs';
import { tabOf } from './ownership_model.mjs';

const tabs = ['new', 'mine', 'others', 'done'];

/**
 * A panel that believes its socket: what it was told, applied as a panel applies it. Every event
 * is judged when it comes: it may be about nothing that this person must not see.
 */
export class Reader {
  /** Chats as the socket told them, by id. @type {Map<string, any>} */
  mirror = new Map();
  /** Ids of the system lines that were told, by chat, since `linesSince`. */
  lines = new Map();
  counters = null;
  /** Whether `lines` has every line since it was last emptied. */
  whole = false;
  resumed = 0;
  away = false;
  /** Whose place in the project ends hears what they hear. */
  retired = false;
  #fetching = Promise.resolve();
  #replaying = null;

  /** @param {any} person @param {any} walk */
  constructor(person, walk) {
    this.person = person;
    this.walk = walk;
  }

  /** Opens the socket, going on where the last one ended. */
  async open() {
    this.panel = await Panel.open(this.person.session);
    this.panel.socket.on('message', (frame) => this.#heard(JSON.parse(frame.toString())));
    const after = this.last;
    const answer = await this.panel.subscribe(this.walk.stage.project, after);
    if (after && !answer.resync) {
      this.resumed += 1;
      return;
    }
    this.last = { epoch: answer.epoch, seq: answer.seq };
    this.refetch();
    await this.settled();
  }

  /** Loses the connection. */
  async cut() {
    await this.panel.cut();
  }

  /** Everything anew, as a panel does that was told to. */
  refetch() {
    this.#replaying = [];
    this.emptyLines(false);
    this.counters = null;
    const after = this.#fetching;
    const mine = this.#replaying;
    const fetch = () => (mine === this.#replaying ? this.#fetch() : null);
    this.#fetching = after.then(fetch).catch((error) => this.#fail(error));
  }

  emptyLines(whole) {
    this.lines.clear();
    this.whole = whole;
  }

  async settled() {
    await this.#fetching;
  }

  async #fetch() {
    const missed = this.#replaying;
    const mirror = new Map();
    for (const tab of tabs) {
      if (!this.mayOpen(tab)) continue;
      const path = `${this.walk.stage.path}/chats?tab=${tab}`;
      for (const chat of await this.person.session.all(path)) mirror.set(chat.id, chat);
    }
    // Told meanwhile to fetch anew once more: that fetch is the next.
    if (missed !== this.#replaying) return;
    this.mirror = mirror;
    this.#replaying = null;
    for (const event of missed) this.#apply(event);
  }

  mayOpen(tab) {
    const member = this.walk.world.people.get(this.person.id);
    return member.chief || !member.forbidden.has(tab);
  }

  #heard(frame) {
    // The panel keeps what it heard for whoever waits for it; a walk is too long for that.
    this.panel.events.length = 0;
    if (!frame.event) return;
    try {
      this.#judge(frame);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error) {
    if (!this.retired) this.walk.fail(error);
  }

  #judge(frame) {
    const { epoch, seq, event, data } = frame;
    if (event === 'resync') {
      this.last = { epoch, seq };
      this.refetch();
      return;
    }
    if (this.last?.epoch === epoch) {
      assert.ok(seq > this.last.seq, `${this.person.name} was told ${seq} after ${this.last.seq}`);
    }
    this.last = { epoch, seq };
    if (event === 'chat.changed' && !this.walk.changing) {
      const tab = tabOf(this.walk.world, viewOf(data), this.person.id);
      const what = JSON.stringify({ id: data.id, ...viewOf(data) });
      assert.ok(tab, `${this.person.name} was told of a chat they may not see: ${what}`);
    }
    if (this.#replaying) this.#replaying.push(frame);
    else this.#apply(frame);
  }

  #apply({ event, data }) {
    if (event === 'chat.changed') {
      const known = this.mirror.get(data.id);
      if (!known || known.version < data.version) this.mirror.set(data.id, data);
    } else if (event === 'chat.gone') {
      this.mirror.delete(data.chat);
    } else if (event === 'counters.changed') {
      this.counters = data;
    } else if (event === 'message.added' && data.kind === 'system') {
      this.#line(data);
    }
  }

  #line({ chat, id }) {
    const told = this.lines.get(chat) ?? [];
    assert.ok(!told.includes(id), `${this.person.name} was told the line ${id} twice`);
    if (told.length > 0) assert.ok(BigInt(told.at(-1)) < BigInt(id), 'lines come in their order');
    this.lines.set(chat, [...told, id]);
  }
}
