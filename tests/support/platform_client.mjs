/** Speaks to the control interface that Viber, VK and Messenger have in common. */
export class PlatformClient {
  /**
   * @param {import('./simulator_client.mjs').SimulatorClient} simulator
   * @param {'viber' | 'vk' | 'messenger'} name
   */
  constructor(simulator, name) {
    this.simulator = simulator;
    this.name = name;
  }

  /** Any control call of the platform, for what has no method here. */
  ask(method, path, body) {
    return this.simulator.ask(method, `/control/${this.name}${path}`, body);
  }

  /** @param {object} [wish] {id, name, token, limits, auto_read, …} */
  addAccount(wish = {}) {
    return this.ask('POST', '/accounts', wish);
  }

  accounts() {
    return this.ask('GET', '/accounts');
  }

  account(account) {
    return this.ask('GET', pathOf(account));
  }

  /** @param {object} options {limits, auto_read, …} */
  setOptions(account, options) {
    return this.ask('PATCH', pathOf(account), options);
  }

  removeAccount(account) {
    return this.ask('DELETE', pathOf(account));
  }

  revoke(account) {
    return this.ask('POST', `${pathOf(account)}/revoke`, {});
  }

  /** @param {object} account @param {string} [token] */
  newToken(account, token) {
    return this.ask('POST', `${pathOf(account)}/token`, { token });
  }

  /** @param {object} [fields] {id, name | first_name, photo, …} */
  addClient(fields = {}) {
    return this.ask('POST', '/clients', fields);
  }

  clients() {
    return this.ask('GET', '/clients');
  }

  chats(account) {
    return this.ask('GET', `${pathOf(account)}/chats`);
  }

  /** The client does something; the refusal of an unknown action names those there are. */
  act(account, client, action, params = {}) {
    return this.ask('POST', `${pathOf(account)}${personPath(client)}/${action}`, params);
  }

  text(account, client, text) {
    return this.act(account, client, 'text', { text });
  }

  /** @param {object} [query] {after, from, contains, state, count, wait} */
  messages(account, client, query = {}) {
    const search = new URLSearchParams(query);
    return this.ask('GET', `${pathOf(account)}${personPath(client)}/messages?${search}`);
  }

  /** Waits until the client has got so many messages from the account, and gives them. */
  async received(account, client, count, query = {}) {
    const wait = query.wait ?? 10_000;
    const wanted = { ...query, from: 'account', count, wait };
    const messages = await this.messages(account, client, wanted);
    if (messages.length >= count) return messages;
    throw new Error(`the client got ${messages.length} of ${count} messages in ${wait} ms`);
  }

  /** Waits until at most `pending` events wait for the account's program. */
  async settled(account, { pending = 0, waitMs = 10_000 } = {}) {
    const path = `${pathOf(account)}?pending=${pending}&wait=${waitMs}`;
    const now = await this.ask('GET', path);
    if (now.pending <= pending) return now;
    throw new Error(`${now.pending} events still wait after ${waitMs} ms`);
  }

  /** @param {object} [query] {after, method, client, count, wait, last} */
  calls(account, query = {}) {
    return this.ask('GET', `${pathOf(account)}/calls?${new URLSearchParams(query)}`);
  }

  /** @param {object} [query] {after, event, count, wait} */
  deliveries(account, query = {}) {
    return this.ask('GET', `${pathOf(account)}/deliveries?${new URLSearchParams(query)}`);
  }

  fault(account, fault) {
    return this.ask('POST', `${pathOf(account)}/faults`, fault);
  }

  clearFaults(account) {
    return this.ask('DELETE', `${pathOf(account)}/faults`);
  }

  /** As if the client had been silent for so many more hours. */
  age(account, client, hours) {
    return this.act(account, client, 'age', { hours });
  }

  /** Does what the "Allow" button of a sign-in page does: {redirect}. */
  approve(url, more = {}) {
    return this.ask('POST', '/oauth/approve', { url, ...more });
  }
}

const pathOf = ({ id }) => `/accounts/${encodeURIComponent(id)}`;
const personPath = ({ id }) => `/clients/${encodeURIComponent(id)}`;
