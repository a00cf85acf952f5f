import { until as untilSoon } from '../../support/until.mjs';
import { sampleFile } from './phones.mjs';

const blocked = { status: 403, description: 'Forbidden: bot was blocked by the user' };
/** Many conversations look at once: not more often than needed. */
const until = (what, look) => untilSoon(what, look, { timeoutMs: 20_000, everyMs: 60 });
const wentOut = ['sent', 'delivered', 'read', 'failed'];

/** One conversation, each step once the one before it has been seen on the other side. */
export class Play {
  #phones;
  #path;
  #team;
  #script;
  /** What the client wrote before anybody was connected. */
  #early = null;
  #chat = null;

  /** @param {{phones: any, path: string, team: any, script: import('./chats/index.mjs').Script}} parts */
  constructor({ phones, path, team, script }) {
    this.#phones = phones;
    this.#path = path;
    this.#team = team;
    this.#script = script;
  }

  /** What happened before the account was connected; once, before `run`. */
  async begin() {
    const { client, before } = this.#script;
    this.client = await this.#phones.addClient(client);
    if (!before) return;
    this.#early = await this.#phones.write(this.client, before.says);
    await this.#phones.act(this.client, 'age', { hours: before.hours });
  }

  async run() {
    if (this.#early) await this.#tellLate();
    for (const step of this.#script.steps) {
      const name = Object.keys(this.#gestures).find((one) => Object.hasOwn(step, one));
      await this.#gestures[name](step);
    }
  }

  /** What a step does, by the word that names it. @type {Record<string, (step: any) => any>} */
  #gestures = {
    says: async ({ says, to }) => {
      const reply = to ? { reply_to: await this.#phones.idOf(this.client, to) } : {};
      await this.#incoming(says, () => this.#phones.write(this.client, says, reply));
    },
    sends: ({ sends, with: params = {} }) =>
      this.#incoming(sends, () => this.#phones.act(this.client, sends, params)),
    opens: ({ opens }) => this.#phones.act(this.client, 'open', { ref: opens }),
    edits: ({ edits, into }) => this.#edits(edits, into),
    reads: () => this.#reads(),
    elsewhere: ({ elsewhere }) => this.#elsewhere(elsewhere),
    blocks: () => this.#phones.fault(this.client, { kind: 'error', ...blocked }),
    leaves: ({ leaves }) => this.#leaves(leaves),
    take: ({ take }) => this.#staff(take, 'take'),
    done: ({ done }) => this.#staff(done, 'done'),
    notes: ({ notes, by }) => this.#staff(by, 'notes', { text: notes }),
    answers: (step) => this.#answers(step),
    corrects: (step) => this.#corrects(step),
  };

  async #tellLate() {
    const { hours, says } = this.#script.before;
    await this.#incoming(says, () => this.#phones.tellLate(this.client, this.#early, hours));
  }

  /** Something of the client that the inbox has to get. */
  async #incoming(what, action) {
    const count = async () => {
      const messages = await this.#messages();
      return messages.filter(({ kind }) => kind === 'incoming').length;
    };
    const before = await count();
    await action();
    await until(`"${what}" of ${this.#name}`, async () => (await count()) > before);
  }

  async #edits(words, into) {
    await this.#phones.edit(this.client, await this.#phones.idOf(this.client, words), into);
    await this.#message(`the edited "${into}"`, ({ text }) => text === into);
  }

  /** Looks again until everything is read: a file may be on its way to the phone. */
  async #reads() {
    const look = async () => {
      await this.#phones.read(this.client);
      const ours = (await this.#messages()).filter(({ kind, author }) => {
        return kind === 'outgoing' && author;
      });
      return ours.length > 0 && ours.every(({ status }) => status === 'read');
    };
    await until(`${this.#name} to have read`, look);
  }

  async #elsewhere(text) {
    await this.#phones.act(this.client, 'write_elsewhere', { text });
    await this.#message(`"${text}" written elsewhere`, (one) => one.text === text);
  }

  async #leaves(action) {
    await this.#phones.act(this.client, action);
    await until(`${this.#name} to be unsubscribed`, async () => {
      const chat = await this.#team.anna.get(this.#chatPath());
      return !chat.client.subscribed;
    });
  }

  #staff(who, verb, body = {}) {
    return this.#team[who].post(`${this.#chatPath()}/${verb}`, body);
  }

  async #answers({ answers, by, to, files = [] }) {
    const attachments = [];
    for (const name of files) attachments.push((await this.#upload(by, name)).id);
    const reply = to ? { reply_to: (await this.#withWords(to)).id } : {};
    await this.#seen(by);
    const text = answers === '' ? {} : { text: answers };
    const body = { ...text, ...reply, ...(files.length > 0 ? { attachments } : {}) };
    const sent = await this.#staff(by, 'messages', body);
    const message = await this.#message(
      `"${answers}" to be on its way`,
      ({ id, status }) => id === sent.id && wentOut.includes(status),
    );
    if (message.status === 'failed') await this.#phones.act(this.client, 'block');
  }

  /** Who answers has read what there is. */
  async #seen(by) {
    const [newest] = await this.#messages();
    await this.#staff(by, 'read', { up_to: newest.id });
  }

  async #corrects({ corrects, into, by }) {
    const { id } = await this.#withWords(corrects);
    await this.#team[by].patch(`${this.#chatPath()}/messages/${id}`, { text: into });
    await this.#message(`the corrected "${into}"`, ({ text }) => text === into);
  }

  #upload(by, name) {
    const { bytes, type } = sampleFile(name);
    const form = new FormData();
    form.set('file', new Blob([bytes], { type }), name);
    return this.#team[by].postForm(`${this.#path}/files`, form);
  }

  #withWords(words) {
    return this.#message(`"${words}"`, ({ text }) => text?.includes(words));
  }

  #message(what, fits) {
    return until(what, async () => (await this.#messages()).find(fits));
  }

  get #name() {
    const { name, first_name, last_name } = this.client;
    return name ?? [first_name, last_name].filter(Boolean).join(' ');
  }

  #chatPath() {
    return `${this.#path}/chats/${this.#chat.id}`;
  }

  /** The messages of the chat, once there is one. */
  async #messages() {
    const { anna } = this.#team;
    if (!this.#chat) {
      const { items } = await anna.get(`${this.#path}/chats?tab=new&limit=200`);
      this.#chat = items.find(({ client }) => client.name === this.#name) ?? null;
    }
    if (!this.#chat) return [];
    return (await anna.get(`${this.#chatPath()}/messages?limit=200`)).items;
  }
}
