// The socket of a visitor: says hello, comes back by itself, and repeats what was not stored.
const longestPause = 15_000;

export const chatKey = location.pathname.split('/')[2] ?? '';
const tokenName = `webchat ${chatKey}`;

export function readToken() {
  try {
    return localStorage.getItem(tokenName) ?? undefined;
  } catch {
    return undefined;
  }
}

function keepToken(token) {
  try {
    localStorage.setItem(tokenName, token);
  } catch {
    // A browser that keeps nothing has a new visitor each time.
  }
}

/** Calls `on.state('connected' | 'connecting' | 'closed')` and `on.frame(frame)`. */
export function openLink(on) {
  const unsent = new Map();
  let socket;
  let ready = false;
  let after;
  let token = readToken();
  let pause = 500;

  function write(frame) {
    if (ready) socket.send(JSON.stringify(frame));
  }

  function hear(frame) {
    if (frame.message && (!after || BigInt(frame.message) > BigInt(after))) after = frame.message;
    if (frame.type === 'stored' || frame.type === 'error') unsent.delete(frame.id);
    if (frame.type === 'welcome') {
      token = frame.token;
      keepToken(token);
      ready = true;
      pause = 500;
      for (const one of frame.messages) hear(one);
      on.frame(frame);
      on.state('connected');
      for (const one of unsent.values()) write(one);
      return;
    }
    on.frame(frame);
  }

  function connect() {
    on.state('connecting');
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    socket = new WebSocket(`${scheme}://${location.host}/webchat/${chatKey}/ws`);
    socket.onopen = () => {
      const start = new URLSearchParams(location.search).get('start') ?? undefined;
      const language = navigator.language.slice(0, 16);
      socket.send(JSON.stringify({ type: 'hello', token, after, start, language }));
    };
    socket.onmessage = (event) => hear(JSON.parse(event.data));
    socket.onclose = (event) => {
      ready = false;
      if (event.code === 1008) return on.state('closed');
      on.state('connecting');
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, longestPause);
    };
  }

  connect();
  return {
    token: () => token,
    /** Sent until the server has it; repeats change nothing. */
    keep(frame) {
      unsent.set(frame.id, frame);
      write(frame);
    },
    /** Sent if it can be now. */
    tell: write,
  };
}
