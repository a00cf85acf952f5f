import { setTimeout as pause } from 'node:timers/promises';

const atOnce = 30;
const pageSize = 1000;
const idleMs = 100;

/** Sends one channel's messages: many chats at once, one message at a time in a chat. */
export class Channel {
  constructor(row, outbox, api) {
    this.row = row;
    this.outbox = outbox;
    this.api = api;
    /** What waits, by chat; a chat stays here while one of its messages is under way. */
    this.lanes = new Map();
    this.ready = [];
    this.waiting = 0;
    this.active = 0;
    this.roomMade = null;
  }

  async run() {
    let after = '0';
    for (;;) {
      const rows = await this.outbox.page(this.row, after, pageSize);
      for (const row of rows) this.#push(row);
      if (rows.length > 0) after = rows.at(-1).message_id;
      this.#pump();
      if (rows.length < pageSize) await pause(idleMs);
      if (this.waiting > pageSize / 2) await new Promise((resolve) => (this.roomMade = resolve));
    }
  }

  #push(row) {
    this.waiting += 1;
    const lane = this.lanes.get(row.chat_id);
    if (lane) {
      lane.push(row);
      return;
    }
    this.lanes.set(row.chat_id, [row]);
    this.ready.push(row.chat_id);
  }

  #pump() {
    while (this.active < atOnce && this.ready.length > 0) this.#send(this.ready.shift());
  }

  async #send(chat) {
    const lane = this.lanes.get(chat);
    this.active += 1;
    this.waiting -= 1;
    await this.#deliver(lane.shift());
    this.active -= 1;
    if (lane.length > 0) this.ready.unshift(chat);
    else this.lanes.delete(chat);
    this.#pump();
    if (this.roomMade && this.waiting <= pageSize / 2) {
      this.roomMade();
      this.roomMade = null;
    }
  }

  async #deliver(row) {
    await this.outbox.markSending(row);
    try {
      const message = await this.api.sendMessage(row.client, row.text);
      await this.outbox.sent(row, String(message.message_id));
    } catch (error) {
      await this.outbox.failed(row, String(error.code), error.message);
    }
  }
}
