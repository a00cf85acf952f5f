import { until } from '../support/until.mjs';

const mostWaiting = 60;
const settledStatuses = new Set(['sent', 'failed', 'uncertain']);

/**
 * Clients that write and operators that answer, without a pause, while the server comes and goes.
 * It remembers what was written and what the operators were told.
 */
export class Load {
  /** Texts by client id, in the order in which they were written. @type {Map<number, string[]>} */
  written = new Map();
  /** What operators sent, by text. @type {Map<string, {id: string, chat: any, client: any, told: Set<string>}>} */
  answered = new Map();
  #going = true;
  #workers = [];

  /** @param {import('../support/stage.mjs').Stage} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /** How much has got through so far. */
  get progress() {
    const told = [...this.answered.values()].filter((one) => one.told.size > 0).length;
    return told + [...this.written.values()].reduce((sum, texts) => sum + texts.length, 0);
  }

  /** @param {any} bot @param {any} client */
  addWriter(bot, client) {
    const texts = [];
    this.written.set(client.id, texts);
    this.#workers.push(this.#write(bot, client, texts));
  }

  /** @param {any} bot @param {{client: any, chat: any, path: string}} taken */
  addOperator(bot, taken) {
    this.#workers.push(this.#answer(bot, taken));
  }

  async stop() {
    this.#going = false;
    await Promise.all(this.#workers);
  }

  async #write(bot, client, texts) {
    const { simulator } = this.stage;
    const roomFor = async () => {
      return !this.#going || (await simulator.bot(bot)).pending_update_count < mostWaiting;
    };
    while (this.#going) {
      const text = `${client.first_name} says ${texts.length}`;
      await simulator.text(bot, client, text);
      texts.push(text);
      await until('room for more', roomFor, { timeoutMs: 60_000, everyMs: 50 });
    }
  }

  async #answer(bot, { client, chat, path }) {
    for (let n = 0; this.#going; n += 1) {
      const text = `to ${client.first_name}: ${n}`;
      const key = `key ${chat.id} ${n}`;
      const message = await this.#insist(() =>
        this.stage.owner.post(`${path}/messages`, { text, key }),
      );
      const told = new Set();
      this.answered.set(text, { id: message.id, chat, client, bot, told });
      await until(
        `an end of "${text}"`,
        async () => {
          const now = await this.#insist(() => this.stage.owner.get(`${path}/messages?limit=5`));
          const status = now.items.find(({ id }) => id === message.id)?.status;
          if (settledStatuses.has(status)) told.add(status);
          return settledStatuses.has(status) || !this.#going;
        },
        { timeoutMs: 90_000 },
      );
    }
  }

  /** Asks until the server answers, as a panel does that lost its connection. */
  #insist(ask) {
    return until(
      'the server to answer',
      async () => {
        try {
          return await ask();
        } catch (error) {
          if (error.status && error.status < 500) throw error;
          return null;
        }
      },
      { timeoutMs: 90_000, everyMs: 40 },
    );
  }
}
