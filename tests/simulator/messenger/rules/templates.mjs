import { checkObject, checkText } from './checks.mjs';
import { invalid } from './errors.mjs';

const maxButtonText = 640;
const maxButtons = 3;
const maxElements = 10;
const maxElementText = 80;
const root = 'message[attachment][payload]';

/** What a button of each type must carry. @type {Record<string, (button: any, name: string) => void>} */
const buttonTypes = {
  web_url: ({ url }, name) => {
    if (!URL.canParse(url ?? '') || !/^https?:$/.test(new URL(url).protocol)) {
      throw invalid(`Param ${name}[url] must be a URL`);
    }
  },
  postback: ({ payload }, name) => {
    if (!payload) throw invalid(`Param ${name}[payload] is required`);
    checkText(payload, `${name}[payload]`, 1000);
  },
  phone_number: ({ payload }, name) => {
    if (!/^\+\d{5,18}$/.test(payload ?? '')) {
      throw invalid(`Param ${name}[payload] must be a phone number that begins with +`);
    }
  },
};

/** @param {any} buttons @param {string} name */
function checkButtons(buttons, name) {
  if (!Array.isArray(buttons) || buttons.length === 0 || buttons.length > maxButtons) {
    throw invalid(`Param ${name} must be an array of 1 to ${maxButtons} buttons`);
  }
  buttons.forEach((button, index) => {
    const own = `${name}[${index}]`;
    checkObject(button, own);
    if (!Object.hasOwn(buttonTypes, button.type)) throw invalid(`Param ${own}[type] is unknown`);
    if (!button.title) throw invalid(`Param ${own}[title] is required`);
    checkText(button.title, `${own}[title]`, 20);
    buttonTypes[button.type](button, own);
  });
}

/** @param {any} element @param {number} index */
function checkElement(element, index) {
  const name = `${root}[elements][${index}]`;
  checkObject(element, name);
  if (!element.title) throw invalid(`Param ${name}[title] is required`);
  checkText(element.title, `${name}[title]`, maxElementText);
  if (element.subtitle !== undefined) {
    checkText(element.subtitle, `${name}[subtitle]`, maxElementText);
  }
  if (element.buttons !== undefined) checkButtons(element.buttons, `${name}[buttons]`);
}

/** @param {any} elements @param {number} least @param {number} most */
function checkCount(elements, least, most) {
  if (Array.isArray(elements) && elements.length >= least && elements.length <= most) return;
  throw invalid(`Param ${root}[elements] must be an array of ${least} to ${most} elements`);
}

/** @type {Record<string, (payload: any) => void>} */
const templates = {
  button: ({ text, buttons }) => {
    if (!text) throw invalid(`Param ${root}[text] is required`);
    checkText(text, `${root}[text]`, maxButtonText);
    checkButtons(buttons, `${root}[buttons]`);
  },
  generic: ({ elements }) => {
    checkCount(elements, 1, maxElements);
    elements.forEach(checkElement);
  },
  image_grid: ({ elements }) => checkCount(elements, 2, 6),
};

/** @param {any} payload */
export function checkTemplate(payload) {
  checkObject(payload, root);
  if (!Object.hasOwn(templates, payload.template_type)) {
    throw invalid(
      `Param ${root}[template_type] must be one of {${Object.keys(templates).join(', ')}}`,
    );
  }
  templates[payload.template_type](payload);
}
