import { Messenger } from './messenger.js';
import { Telegram } from './telegram.js';
import { Viber } from './viber.js';
import { Vk } from './vk.js';

/** The platforms by their names, in the order in which the page offers them. */
export const platforms = new Map(
  [new Telegram(), new Viber(), new Vk(), new Messenger()].map((one) => [one.name, one]),
);
