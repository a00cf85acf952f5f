import assert from 'node:assert/strict';
import WebSocket from 'ws';
import { until, within } from './until.mjs';

const answerMs = 10_000;

/** A visitor's page of a web chat, without the page. */
export class Visitor {
  /** Everything that came, in its order. @type {any[]} */
  frames = [];

  /** @param {string} url  of the server @param {string} key  of the chat */
  constructor(url, key) {
    this.url = url;
    this.key = key;
  }

  /** Opens a socket and says hello; the welcome is the answer. */
  async hello(hello = {}) {
    const address = `${this.url.replace('http', 'ws')}/webchat/${this.key}/ws`;
    this.socket = new WebSocket(address);
    this.socket.on('message', (text) => this.frames.push(JSON.parse(String(text))));
    this.closed = new Promise((resolve) => this.socket.once('close', resolve));
    await within(
      'a socket of the web chat',
      new Promise((resolve, reject) => {
        this.socket.once('open', resolve);
        this.socket.once('error', reject);
      }),
      answerMs,
    );
    const from = this.frames.length;
    this.say({ type: 'hello', ...(this.token ? { token: this.token } : {}), ...hello });
    const welcome = await this.heard('welcome', () => true, from);
    this.token = welcome.token;
    return welcome;
  }

  say(frame) {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The first frame of a type that fits, once it came. */
  heard(type, fits = () => true, from = 0) {
    const look = () => this.frames.slice(from).find((one) => one.type === type && fits(one));
    return until(`a frame "${type}"`, look, { timeoutMs: answerMs });
  }

  /** Writes and waits until it is stored. */
  async write(id, text, more = {}) {
    const from = this.frames.length;
    this.say({ type: 'message', id, text, ...more });
    return this.heard('stored', (one) => one.id === id, from);
  }

  /** What the server refuses a frame with. */
  async refusedWith(frame) {
    const from = this.frames.length;
    this.say(frame);
    return this.heard('error', () => true, from);
  }

  async upload(bytes, name, type, token = this.token) {
    const form = new FormData();
    form.set('file', new Blob([bytes], { type }), name);
    const headers = token ? { 'x-visitor-token': token } : {};
    const address = `${this.url}/webchat/${this.key}/files`;
    const response = await fetch(address, { method: 'POST', body: form, headers });
    return { status: response.status, body: await response.json() };
  }

  async leave() {
    this.socket.close();
    await within('the socket to close', this.closed, answerMs);
    assert.equal(this.socket.readyState, WebSocket.CLOSED);
  }
}
