/** One call of the simulator's control interface. */
export async function ask(method, path, body) {
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

/**
 * Listens to every change; comes back by itself after a lost connection.
 * @param {(event: {platform: string, type: string, data: any}) => void} heard
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
