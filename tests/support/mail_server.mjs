import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';
import { until } from './until.mjs';

/**
 * A real mail server that keeps what it is given.
 *
 * `tls`: 'starttls' (offered), 'implicit' (from the first byte on), 'none'.
 */
export class MailServer {
  /** @type {{from: string, to: string[], secure: boolean, user: string, greeting: string, raw: string, subject: string, text: string, headers: Map<string, string>}[]} */
  mails = [];
  /** How many connections began. */
  connections = 0;
  /** Answers to recipients before any is taken: {code, message}. @type {any[]} */
  refusals = [];

  /**
   * @param {{tls?: 'starttls' | 'implicit' | 'none', user?: string, password?: string,
   *   certificate?: {cert: string, key: string}, host?: string, port?: number}} [how]
   */
  static async open(how = {}) {
    const made = new MailServer(how);
    await made.#listen();
    return made;
  }

  constructor({ tls = 'none', user, password, certificate, host = '127.0.0.1', port = 0 }) {
    this.host = host;
    this.port = port;
    this.scheme = tls === 'implicit' ? 'smtps' : 'smtp';
    this.options = {
      secure: tls === 'implicit',
      hideSTARTTLS: tls !== 'starttls',
      ...(certificate && {
        cert: readFileSync(certificate.cert),
        key: readFileSync(certificate.key),
      }),
      authOptional: !user,
      disabledCommands: user ? [] : ['AUTH'],
      disableReverseLookup: true,
      logger: false,
      onConnect: (_, done) => {
        this.connections += 1;
        done();
      },
      onAuth: (auth, _, done) => {
        const right = auth.username === user && auth.password === password;
        done(right ? null : new Error('wrong password'), right ? { user } : undefined);
      },
      onRcptTo: (_address, _session, done) => done(this.#refusal()),
      onData: (stream, session, done) => this.#take(stream, session, done),
    };
  }

  /** What `[mail] url` is for this server. */
  get url() {
    return `${this.scheme}://${this.host}:${this.port}`;
  }

  async #listen() {
    this.server = new SMTPServer(this.options);
    // Clients that break off are a part of the tests.
    this.server.on('error', () => {});
    const socket = this.server.listen(this.port, this.host);
    await new Promise((resolve, reject) => socket.once('listening', resolve).once('error', reject));
    this.port = socket.address().port;
  }

  #refusal() {
    const next = this.refusals.shift();
    return next ? Object.assign(new Error(next.message), { responseCode: next.code }) : null;
  }

  #take(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      this.mails.push({
        from: mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        secure: session.secure,
        user: session.user ?? '',
        greeting: session.hostNameAppearsAs,
        ...read(Buffer.concat(chunks).toString('latin1')),
      });
      done(null);
    });
  }

  /** The newest mail to an address, once there is one. `after`: how many came before. */
  mailTo(address, { after = 0, timeoutMs = 20_000 } = {}) {
    const fits = (mail) => mail.to.includes(address);
    const look = () => this.mails.slice(after).findLast(fits);
    return until(`a mail to ${address}`, look, { timeoutMs });
  }

  /** Stops; it can be opened again at the same port. */
  close() {
    return new Promise((resolve) => this.server.close(resolve));
  }

  reopen() {
    return this.#listen();
  }
}

/** The parts of a mail of ours: headers unfolded, subject and text decoded. */
function read(raw) {
  const end = raw.indexOf('\r\n\r\n');
  const unfolded = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const headers = new Map(
    unfolded.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const text = Buffer.from(raw.slice(end), 'base64').toString('utf8');
  return { raw, headers, subject: decodedWords(headers.get('subject') ?? ''), text };
}

/** RFC 2047, base64 alone. */
function decodedWords(text) {
  const word = /=\?UTF-8\?B\?([A-Za-z0-9+/=]*)\?=\s*/g;
  return text.replace(word, (_, coded) => Buffer.from(coded, 'base64').toString('utf8'));
}
