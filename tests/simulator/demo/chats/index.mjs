import { messenger } from './messenger.mjs';
import { telegram } from './telegram.mjs';
import { viber } from './viber.mjs';
import { vk } from './vk.mjs';
import { webchat } from './webchat.mjs';

/**
 * A conversation of the demo shop. A step is what happens next, named by its first word:
 * `says` (answering `to`) / `sends` (an action of the phone, `with` its parameters) / `opens` (a
 * link with a reference) / `edits … into` / `reads` / `leaves` (the action's name) by the client;
 * `take` / `answers` (answering `to`, with `files`) / `corrects … into` / `notes` / `done` by staff
 * (anna = owner, dmitry and elena = managers); `elsewhere` = somebody answers on the platform
 * itself; `blocks` = the client blocks the bot and the next answer fails.
 * @typedef {object} Script
 * @property {string} platform
 * @property {any} client  as the platform's simulator takes people
 * @property {{says: string, hours: number}} [before]  written so long before anybody was connected
 * @property {any[]} steps
 */

const on = (platform, scripts) => scripts.map((script) => ({ platform, ...script }));

/** @type {Script[]} */
export const chats = [
  ...on('vk', vk),
  ...on('messenger', messenger),
  ...on('viber', viber),
  ...on('webchat', webchat),
  ...on('telegram', telegram),
];
