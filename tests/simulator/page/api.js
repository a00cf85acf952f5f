/** The simulator's control interface. */
async function ask(method, path, body) {
  const options = { method };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers = { 'content-type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`/control${path}`, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.description);
  return answer;
}

export const api = {
  bots: () => ask('GET', '/bots'),
  addBot: (wish) => ask('POST', '/bots', wish),
  revoke: (bot) => ask('POST', `/bots/${bot}/revoke`),
  clients: () => ask('GET', '/clients'),
  addClient: (fields) => ask('POST', '/clients', fields),
  chats: (bot) => ask('GET', `/bots/${bot}/chats`),
  messages: (bot, client) => ask('GET', `/bots/${bot}/clients/${client}/messages`),
  act: (bot, client, action, params = {}) =>
    ask('POST', `/bots/${bot}/clients/${client}/${action}`, params),
  calls: (bot) => ask('GET', `/bots/${bot}/calls?last=30`),
  addFault: (bot, fault) => ask('POST', `/bots/${bot}/faults`, fault),
  removeFault: (bot, id) => ask('DELETE', `/bots/${bot}/faults/${id}`),
};

/**
 * Listens to every change; comes back by itself after a lost connection.
 * @param {(event: {type: string, bot: number | null, data: any}) => void} heard
 * @param {(connected: boolean) => void} changed
 */
export function listen(heard, changed) {
  const address = new URL('/control/live', location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new WebSocket(address);
  socket.addEventListener('open', () => changed(true));
  socket.addEventListener('message', (frame) => heard(JSON.parse(frame.data)));
  socket.addEventListener('close', () => {
    changed(false);
    setTimeout(() => listen(heard, changed), 1000);
  });
}
