import { SimulatorClient } from '../../support/simulator_client.mjs';
import { startSimulator } from '../server.mjs';
import { Receiver } from '../shared/test_receiver.mjs';
import { eventTypes } from './event_types.mjs';

const allEvents = Object.fromEntries(eventTypes.map((type) => [type, 1]));

/** A simulator, a program's receiver, and how a program calls VK. */
export async function openStage(settings = {}) {
  const server = await startSimulator({ retryScale: 0.001, ...settings });
  const receiver = await Receiver.start();
  const simulator = new SimulatorClient(server.url);
  const vk = simulator.platform('vk');

  /** Calls a method as a community's program does; gives the whole envelope. */
  async function call({ token }, method, params = {}) {
    const fields = Object.entries({ v: '5.199', ...params }).filter(([, value]) => value !== null);
    const response = await fetch(`${server.url}/vk/method/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(fields),
    });
    return response.json();
  }

  /** As call, and the answer has to be a success. */
  async function must(account, method, params) {
    const answer = await call(account, method, params);
    if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.response;
  }

  /** A community with everything on, and a person. */
  async function opened(wish = {}, fields = {}) {
    const [account, client] = await Promise.all([
      vk.addAccount({ name: 'Demo shop', ...wish }),
      vk.addClient({ name: 'Ira K', ...fields }),
    ]);
    const on = { messages: 1, bots_capabilities: 1, bots_start_button: 1 };
    await must(account, 'groups.setSettings', { group_id: account.id, ...on });
    const send = (params) =>
      call(account, 'messages.send', { peer_id: client.id, random_id: 0, ...params });
    return { account, client, send };
  }

  /** Confirms with the community's code, answers ok to the rest. */
  async function confirming(account) {
    const { code } = await must(account, 'groups.getCallbackConfirmationCode', {
      group_id: account.id,
    });
    receiver.answer = ({ body }, response) =>
      response.end(body.type === 'confirmation' ? code : 'ok');
    return code;
  }

  /** As opened, with a callback server that hears of everything. */
  async function hooked(wish, fields, settingsOfServer = {}) {
    const pair = await opened(wish, fields);
    const { account } = pair;
    await confirming(account);
    const url = `${receiver.url}/vk/${account.id}`;
    const { server_id } = await must(account, 'groups.addCallbackServer', {
      ...{ group_id: account.id, url, title: 'Demo', secret_key: 's3c' },
    });
    await must(account, 'groups.setCallbackSettings', {
      ...{ group_id: account.id, server_id, ...allEvents, ...settingsOfServer },
    });
    const of = (type) => (one) =>
      one.url.pathname === `/vk/${account.id}` && one.body.type === type;
    /** Waits for events of a kind and gives their bodies. */
    const events = async (type, count = 1) =>
      (await receiver.got(count, of(type))).map(({ body }) => body);
    return { ...pair, events, url, server_id };
  }

  /** As hooked, and the person has written: may be answered. */
  async function talking(wish, fields) {
    const pair = await hooked(wish, fields);
    await vk.text(pair.account, pair.client, 'hi');
    await vk.settled(pair.account);
    return pair;
  }

  /** The second step of an upload. */
  async function upload(url, part, bytes, name) {
    const form = new FormData();
    form.set(part, new Blob([bytes]), name);
    const response = await fetch(url, { method: 'POST', body: form });
    return response.json();
  }

  const close = async () => {
    await server.close();
    receiver.close();
  };
  const ways = { call, must, opened, hooked, talking, confirming, upload };
  return { server, receiver, simulator, vk, ...ways, close };
}

/** The code of a refusal, or what was answered instead. */
export const codeOf = (answer) => answer.error?.error_code ?? answer;
