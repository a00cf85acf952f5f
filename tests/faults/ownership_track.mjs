import { distinct, explain, same, viewOf } from './ownership_explain.mjs';
import { offerExpires, replay } from './ownership_model.mjs';

const remembered = 200;

/** What the walk knows of one chat, and what happened to it. */
export class Track {
  /** Calls of a crash whose outcome is still to be found out. */
  unsettled = [];
  /** The newest line that was looked at. */
  lastLine = 0n;
  /** Ids of the lines of the last round. */
  newLines = [];
  lines = 0;
  history = [];
  #offered = 0;

  /** @param {{id: string, client: any, clients: any, chat: any, waitMs: number}} made */
  constructor({ id, client, clients, chat, waitMs }) {
    Object.assign(this, { id, client, clients, waitMs });
    this.beliefs = [{ chat, lines: [] }];
    this.replayed = chat;
  }

  /** How the chat most likely is. */
  get guess() {
    return this.beliefs[0].chat;
  }

  /** Whether an offer's time may have been up by now. */
  get mayExpire() {
    return Date.now() - this.#offered >= this.waitMs;
  }

  note(what) {
    this.history.push(what);
    if (this.history.length > remembered) this.history.shift();
  }

  /** Calls that were under way at once have been answered. */
  answered(world, calls, begunAt) {
    for (const { name, by, args, result } of calls) {
      const { ok, code, unknown } = result;
      this.note(JSON.stringify([by, name, args ?? {}, ok ? 'ok' : (code ?? unknown)]));
    }
    const before = this.beliefs;
    const after = explain(world, before, calls, this.mayExpire);
    if (after.length === 0)
      throw this.violation('no order of these calls explains the answers', calls);
    const passed = ({ lines }) => lines.filter(([type]) => type === 'passed').length;
    if (Math.max(...after.map(passed)) > Math.min(...before.map(passed))) this.#offered = begunAt;
    this.beliefs = after;
  }

  /** The whole world changed, which may have changed this chat. @param {(chat: any) => any} step */
  moved(step) {
    const moved = ({ chat, lines }) => {
      const { next, lines: more } = step(chat);
      return { chat: next, lines: [...lines, ...more] };
    };
    this.beliefs = distinct(this.beliefs.map(moved));
  }

  /** What may be true now, with what happens by itself. */
  possible() {
    const expired = this.beliefs
      .filter(({ chat }) => chat.offered !== null && this.mayExpire)
      .map(({ chat, lines }) => {
        const step = offerExpires(chat);
        return { chat: step.next, lines: [...lines, ...step.lines] };
      });
    return [...this.beliefs, ...expired];
  }

  /**
   * Whether the chat and its new lines are as one of the beliefs has it; then that one is known.
   * @param {any} chat  as the API shows it
   * @param {any[]} lines  [type, by, subject] since the last time
   */
  confirm(chat, lines) {
    const view = viewOf(chat);
    const told = JSON.stringify(lines);
    const fits = (belief) => same(belief.chat, view) && JSON.stringify(belief.lines) === told;
    const found = this.possible().find(fits);
    if (!found) return false;
    this.replayed = lines.reduce(replay, this.replayed);
    if (!same(this.replayed, view)) {
      throw this.violation('the lines, replayed, do not give the chat', { chat: view, lines });
    }
    this.beliefs = [{ chat: found.chat, lines: [] }];
    this.lines += lines.length;
    return true;
  }

  violation(what, seen) {
    const beliefs = this.beliefs.map((belief) => JSON.stringify(belief)).join('\n  ');
    return new Error(
      `chat ${this.id}: ${what}\nseen: ${JSON.stringify(seen, null, 1)}\nit was believed to be:\n  ` +
        `${beliefs}\nwhat happened to it (latest last):\n  ${this.history.join('\n  ')}`,
    );
  }
}
