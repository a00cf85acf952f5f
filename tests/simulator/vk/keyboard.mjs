import { VkError, badParameter } from './errors.mjs';

const limits = {
  normal: { columns: 5, rows: 10, buttons: 40 },
  inline: { columns: 5, rows: 6, buttons: 10 },
};
const maxLabel = 40;
const maxPayload = 255;
const maxElements = 10;
const colors = new Set(['primary', 'secondary', 'negative', 'positive']);
/** The fields that an action of each type can't be without. */
const needed = {
  text: ['label'],
  callback: ['label', 'payload'],
  open_link: ['link', 'label'],
  location: [],
  vkpay: ['hash'],
  open_app: ['app_id', 'label'],
};
const coloured = new Set(['text', 'callback']);

const refuse = (what) => new VkError(911, what);

/** @param {string} text @param {string} name */
function parsed(text, name) {
  try {
    const value = JSON.parse(text);
    if (value && typeof value === 'object') return value;
  } catch {
    throw refuse(`${name} is not valid JSON`);
  }
  throw refuse(`${name} is not an object`);
}

/** A payload is JSON: as a string or as it is. @param {any} payload */
function checkPayload(payload) {
  if (payload === undefined) return;
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  if (text.length > maxPayload) throw refuse(`payload is longer than ${maxPayload}`);
  if (typeof payload !== 'string') return;
  try {
    JSON.parse(payload);
  } catch {
    throw refuse('payload is not valid JSON');
  }
}

/** @param {any} button */
function checkButton(button) {
  const action = button?.action;
  if (!action || typeof action !== 'object') throw refuse('a button has an action');
  const fields = Object.hasOwn(needed, action.type) ? needed[action.type] : null;
  if (!fields) throw refuse(`there is no action ${action.type}`);
  for (const field of fields) {
    if (action[field] === undefined || action[field] === '') {
      throw refuse(`${action.type} needs ${field}`);
    }
  }
  if (action.label !== undefined && typeof action.label !== 'string') {
    throw refuse('label is a string');
  }
  if ((action.label ?? '').length > maxLabel) throw refuse(`label is longer than ${maxLabel}`);
  checkPayload(action.payload);
  if (button.color === undefined) return;
  if (!coloured.has(action.type)) throw refuse(`${action.type} has no color`);
  if (!colors.has(button.color)) throw refuse(`there is no color ${button.color}`);
}

/** @param {any} keyboard */
function checkKeyboard(keyboard) {
  const inline = keyboard.inline === true;
  const { columns, rows, buttons } = inline ? limits.inline : limits.normal;
  if (inline && keyboard.one_time) throw refuse('an inline keyboard is not one_time');
  if (!Array.isArray(keyboard.buttons)) throw refuse('buttons is a list of rows');
  if (keyboard.buttons.length > rows) throw refuse(`more than ${rows} rows`);
  for (const row of keyboard.buttons) {
    if (!Array.isArray(row) || row.length === 0) throw refuse('a row is a list of buttons');
    if (row.length > columns) throw refuse(`more than ${columns} buttons in a row`);
    for (const button of row) checkButton(button);
  }
  if (keyboard.buttons.flat().length > buttons) throw refuse(`more than ${buttons} buttons`);
  if (inline && keyboard.buttons.length === 0) throw refuse('an inline keyboard has buttons');
}

/**
 * @param {any} text  the parameter as it came
 * @returns {any | null} the keyboard, or null when there is none
 */
export function readKeyboard(text) {
  if (text === undefined || text === '') return null;
  if (typeof text !== 'string') throw refuse('keyboard is a JSON string');
  const keyboard = parsed(text, 'keyboard');
  checkKeyboard(keyboard);
  return keyboard;
}

/**
 * @param {any} text  the parameter `template` as it came
 * @returns {any | null}
 */
export function readTemplate(text) {
  if (text === undefined || text === '') return null;
  let template;
  try {
    template = JSON.parse(String(text));
  } catch {
    throw badParameter('template is not valid JSON');
  }
  if (template?.type !== 'carousel') throw badParameter('template has an unknown type');
  const { elements } = template;
  if (!Array.isArray(elements) || elements.length === 0 || elements.length > maxElements) {
    throw badParameter(`template has 1 to ${maxElements} elements`);
  }
  for (const { buttons } of elements) for (const button of buttons ?? []) checkButton(button);
  return template;
}

/** The payload as the platform keeps it in a text button's message: a string of JSON. */
export function payloadText(payload) {
  if (payload === undefined) return undefined;
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}

/** The payload as it stands in `message_event`: parsed. */
export function payloadValue(payload) {
  return typeof payload === 'string' ? JSON.parse(payload) : payload;
}
