import assert from 'node:assert/strict';

let people = 0;

/** What the API answered when it refused. */
export class Refusal extends Error {
  /** @param {{status: number, body: any, headers: Headers}} answer */
  constructor({ status, body, headers }) {
    super(`${status} ${body?.code}: ${body?.detail ?? body?.title}`);
    this.status = status;
    this.code = body?.code;
    this.body = body;
    this.headers = headers;
  }
}

/** One person's browser: cookie, CSRF token, calls of the API. */
export class Session {
  cookie = '';
  csrf = '';

  /** @param {string} url  of the server */
  constructor(url) {
    this.url = url;
    this.api = `${url}/api/v1`;
  }

  /**
   * Any request, with whatever comes back.
   * @param {string} method
   * @param {string} path     below /api/v1
   * @param {any} [body]      an object goes as JSON, a string as it is
   * @param {Record<string, string>} [extra]  headers; an empty value takes a header away
   */
  async ask(method, path, body, extra = {}) {
    const headers = { ...(this.cookie ? { cookie: this.cookie } : {}) };
    if (this.csrf) headers['x-csrf-token'] = this.csrf;
    if (body !== undefined) headers['content-type'] = 'application/json';
    Object.assign(headers, extra);
    for (const [name, value] of Object.entries(headers)) if (value === '') delete headers[name];
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(this.api + path, { method, headers, body: text });
    this.#keepCookie(response.headers);
    const type = response.headers.get('content-type') ?? '';
    const raw = await response.text();
    const parsed = type.includes('json') && raw ? JSON.parse(raw) : raw;
    return { status: response.status, headers: response.headers, body: parsed };
  }

  /** As ask, but a refusal is thrown. */
  async do(method, path, body, extra) {
    const answer = await this.ask(method, path, body, extra);
    if (answer.status >= 400) throw new Refusal(answer);
    return answer.body;
  }

  get = (path) => this.do('GET', path);
  post = (path, body = {}, extra = {}) => this.do('POST', path, body, extra);
  patch = (path, body) => this.do('PATCH', path, body);

  /** A form with a file, as a browser sends it; a refusal is thrown. */
  async postForm(path, form) {
    const headers = { cookie: this.cookie, 'x-csrf-token': this.csrf };
    const response = await fetch(this.api + path, { method: 'POST', headers, body: form });
    const body = await response.json();
    if (response.ok) return body;
    throw new Refusal({ status: response.status, body, headers: response.headers });
  }

  /** Every page of a list. */
  async all(path, limit = 200) {
    const items = [];
    let cursor = null;
    do {
      const search = new URLSearchParams({ limit, ...(cursor ? { cursor } : {}) });
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}${search}`);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor);
    return items;
  }

  /** @param {{name?: string, email?: string, password?: string, locale?: string}} [wish] */
  async signUp(wish = {}) {
    people += 1;
    this.password = wish.password ?? 'correct horse 9';
    const email = wish.email ?? `person${people}.${process.pid}@example.com`;
    const name = wish.name ?? `Person ${people}`;
    this.me = await this.post('/auth/sign_up', { ...wish, name, email, password: this.password });
    await this.refresh();
    return this;
  }

  async signIn(email, password) {
    this.password = password;
    this.me = await this.post('/auth/sign_in', { email, password });
    await this.refresh();
    return this;
  }

  /** Reads who is signed in and the CSRF token. */
  async refresh() {
    const me = await this.get('/auth/me');
    this.csrf = me.csrf_token;
    return me;
  }

  #keepCookie(headers) {
    for (const line of headers.getSetCookie()) {
      const [pair] = line.split(';');
      if (pair.startsWith('sb_session=')) this.cookie = pair.endsWith('=') ? '' : pair;
    }
  }
}

/** Adds a member to a project and signs in as that member. */
export async function addMember(owner, project, { name, role = 'manager' } = {}) {
  people += 1;
  const email = `member${people}.${process.pid}@example.com`;
  const password = `member password ${people}`;
  const body = { name: name ?? `Member ${people}`, email, password, role };
  await owner.post(`/projects/${project.id}/members`, body);
  return new Session(owner.url).signIn(email, password);
}

/**
 * Expects a refusal with a code.
 * @param {Promise<any>} action
 * @param {number} status
 * @param {string} code
 * @returns {Promise<Refusal>}
 */
export async function refused(action, status, code) {
  const error = await action.then(
    (body) => assert.fail(`expected ${code}, got ${JSON.stringify(body).slice(0, 300)}`),
    (refusal) => refusal,
  );
  assert.ok(error instanceof Refusal, String(error.stack));
  assert.deepEqual([error.status, error.code], [status, code], error.message);
  return error;
}
