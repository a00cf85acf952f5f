/** Holds back events for a page, as a slow line would, until `release` is called. */
export async function slowEvents(page) {
  const held = [];
  const line = { holding: false, release: () => held.splice(0).forEach((give) => give()) };
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      const give = () => socket.send(frame);
      if (line.holding && JSON.parse(frame).event) held.push(give);
      else give();
    });
  });
  return line;
}

/** Calls of an operation from several pages wait for each other: all arrive when all were made. */
export class Gate {
  #held = [];

  /** @param {string} operation @param {number} count how many calls open it */
  constructor(operation, count) {
    this.operation = operation;
    this.count = count;
  }

  /** How many calls came to the gate. */
  passed = 0;

  /** Before the page opens its socket. */
  async stand(page) {
    await page.routeWebSocket(/\/ws$/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((frame) => {
        const go = () => server.send(frame);
        if (JSON.parse(frame).op === this.operation) this.#come(go);
        else go();
      });
    });
  }

  #come(go) {
    this.passed += 1;
    this.#held.push(go);
    if (this.#held.length >= this.count) this.#held.splice(0).forEach((one) => one());
  }
}
