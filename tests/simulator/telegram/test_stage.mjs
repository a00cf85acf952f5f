import { SimulatorClient } from '../../support/simulator_client.mjs';
import { startSimulator } from '../server.mjs';
import { sample } from '../shared/samples.mjs';
import { Receiver } from '../shared/test_receiver.mjs';

/** A bundled sample as a part of a form. */
export function sampleFile(name) {
  const { bytes, mime: type } = sample(name);
  return { bytes, name, type };
}

/** A PNG that says how large it is and has no pixels. */
export function pngOf(width, height) {
  const bytes = Buffer.alloc(64);
  bytes.write('89504e470d0a1a0a0000000d49484452', 0, 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return { bytes, name: 'p.png', type: 'image/png' };
}

/** Bytes that begin like a file of some kind and are as many as asked for. */
export function bytesLike(beginning, size = 64) {
  const bytes = Buffer.alloc(size);
  bytes.write(beginning, 0, 'latin1');
  return bytes;
}

/** A simulator, a web server for files, and a bot with a client who has written message 1. */
export async function openStage() {
  const server = await startSimulator({ webhookPauseMs: 0 });
  const receiver = await Receiver.start();
  const simulator = new SimulatorClient(server.url);

  async function pair() {
    const bot = await simulator.addBot();
    const client = await simulator.addClient({ first_name: 'Ira', last_name: 'K' });
    await simulator.text(bot, client, 'hi');
    const chat_id = client.id;
    /** Calls a method about the client; with files as a form. */
    const call = (method, params = {}, files = null) =>
      files
        ? simulator.upload(bot, method, { chat_id, ...params }, files)
        : simulator.api(bot, method, { chat_id, ...params });
    /** The message as the phone shows it, by its number. */
    const shown = async (id) => (await simulator.messages(bot, client))[id - 1];
    const act = (action, params) => simulator.act(bot, client, action, params);
    return { bot, client, call, shown, act };
  }

  const close = async () => {
    await server.close();
    receiver.close();
  };
  return { server, receiver, simulator, pair, close };
}
