import { SimulatorClient } from '../../support/simulator_client.mjs';
import { startSimulator } from '../server.mjs';
import { Receiver } from '../shared/test_receiver.mjs';

/** A simulator, a program's receiver, and how a program calls Viber. */
export async function openStage(settings = {}) {
  const server = await startSimulator({ retryScale: 0.001, ...settings });
  const receiver = await Receiver.start();
  const simulator = new SimulatorClient(server.url);
  const viber = simulator.platform('viber');

  /** Calls a method as a bot's program does; gives the answer and its raw text. */
  async function call(account, method, params = {}) {
    const response = await fetch(`${server.url}/viber/pa/${method}`, {
      method: 'POST',
      headers: { 'x-viber-auth-token': account.token, 'content-type': 'application/json' },
      body: typeof params === 'string' ? params : JSON.stringify(params),
    });
    const raw = await response.text();
    const parsed = response.headers.get('content-type')?.includes('json') ? JSON.parse(raw) : {};
    return { http: response.status, raw, ...parsed };
  }

  /** An account with a webhook, and a person. */
  async function hooked(webhook = {}, fields = {}) {
    const [account, client] = await Promise.all([
      viber.addAccount({ name: 'Demo shop' }),
      viber.addClient({ name: 'Ira K', ...fields }),
    ]);
    const url = `${receiver.url}/hooks/${account.id}`;
    const set = await call(account, 'set_webhook', { url, send_name: true, ...webhook });
    if (set.status !== 0) throw new Error(set.status_message);
    const of = (event) => (one) =>
      one.url.pathname.endsWith(account.id) && one.body.event === event;
    /** Waits for events of a kind and gives their bodies. */
    const events = async (event, count = 1) =>
      (await receiver.got(count, of(event))).map(({ body }) => body);
    return { account, client, events, url };
  }

  /** As hooked, and the person has written: may be answered. `user` is the person's id there. */
  async function subscribed(webhook, fields) {
    const pair = await hooked(webhook, fields);
    const { user_id: user } = await viber.text(pair.account, pair.client, 'hi');
    await viber.settled(pair.account);
    const send = (params) =>
      call(pair.account, 'send_message', {
        ...{ receiver: user, type: 'text', sender: { name: 'Demo shop' } },
        ...params,
      });
    return { ...pair, user, send };
  }

  const close = async () => {
    await server.close();
    receiver.close();
  };
  return { server, receiver, simulator, viber, call, hooked, subscribed, close };
}
