import { colour, object, oneOf, present, text, webAddress, whole, words } from './fields.mjs';
import { ViberError, badData, statuses } from './statuses.mjs';

const columns = 6;
const maxKeyboardRows = 12;
const maxCards = 6;
const actionTypes = ['reply', 'open-url', 'location-picker', 'share-phone', 'none'];
const shownKinds = {
  'open-url': 'url',
  'location-picker': 'location',
  'share-phone': 'contact',
};
/** A phone or a place needs a client at least of this version. */
const sharingVersion = 3;
const carouselVersion = 7;
const maxBody = 4000;

/** What a kind of keyboard may be made of. */
const forms = {
  keyboard: { buttonRows: 2 },
  rich_media: { buttonRows: 7 },
};

const optional = (value, check) => (value === undefined ? undefined : check(value));

/** @param {any} button @param {number} rows  most a button may be high */
function checkButton(button, rows, version) {
  object(button, 'Button');
  const width = optional(button.Columns, (one) => whole(one, 'Columns', 1, columns)) ?? columns;
  const height = optional(button.Rows, (one) => whole(one, 'Rows', 1, rows)) ?? 1;
  const type =
    optional(button.ActionType, (one) => oneOf(one, 'ActionType', actionTypes)) ?? 'reply';
  if (type === 'open-url') webAddress(button.ActionBody, 'ActionBody');
  else if (type !== 'none') words(button.ActionBody, 'ActionBody', maxBody);
  optional(button.Text, (one) => text(one, 'Text', 250));
  optional(button.TextSize, (one) => oneOf(one, 'TextSize', ['small', 'regular', 'large']));
  optional(button.BgColor, (one) => colour(one, 'BgColor'));
  optional(button.Image, (one) => webAddress(one, 'Image'));
  optional(button.Silent, (one) => oneOf(one, 'Silent', [true, false]));
  const shares = type === 'share-phone' || type === 'location-picker';
  if (shares && version < sharingVersion) {
    const detail = `${type} needs min_api_version ${sharingVersion}`;
    throw new ViberError(statuses.incompatibleWithVersion, detail);
  }
  return { ...shownButton(button, type), columns: width, rows: height };
}

function shownButton(button, type) {
  const label = (button.Text ?? '').replace(/<[^>]*>/g, '');
  const shown = { text: label, kind: type === 'none' ? 'none' : (shownKinds[type] ?? 'reply') };
  if (type === 'open-url') shown.url = button.ActionBody;
  if (button.ActionBody !== undefined) shown.payload = button.ActionBody;
  if (button.BgColor) shown.colour = button.BgColor;
  if (button.Image) shown.image = button.Image;
  if (button.Silent) shown.silent = true;
  return shown;
}

/** Buttons side by side as long as they fit. */
function inLines(buttons) {
  const lines = [];
  let room = 0;
  for (const button of buttons) {
    if (button.columns > room) {
      lines.push([]);
      room = columns;
    }
    lines.at(-1).push(button);
    room -= button.columns;
  }
  return lines;
}

/** @param {any} board @param {'keyboard' | 'rich_media'} type */
function checkBoard(board, type, version) {
  object(board, type);
  oneOf(present(board.Type, `${type}.Type`), `${type}.Type`, [type]);
  if (!Array.isArray(present(board.Buttons, 'Buttons')) || board.Buttons.length === 0) {
    throw badData('Buttons is not a list of buttons');
  }
  optional(board.BgColor, (one) => colour(one, 'BgColor'));
  optional(board.DefaultHeight, (one) => oneOf(one, 'DefaultHeight', [true, false]));
  optional(board.CustomDefaultHeight, (one) => whole(one, 'CustomDefaultHeight', 40, 70));
  optional(board.HeightScale, (one) => whole(one, 'HeightScale', 20, 100));
  optional(board.ButtonsGroupColumns, (one) => whole(one, 'ButtonsGroupColumns', 1, columns));
  optional(board.ButtonsGroupRows, (one) => whole(one, 'ButtonsGroupRows', 1, 7));
  optional(board.InputFieldState, (one) =>
    oneOf(one, 'InputFieldState', ['regular', 'minimized', 'hidden']),
  );
  return board.Buttons.map((button) => checkButton(button, forms[type].buttonRows, version));
}

/**
 * @param {any} keyboard  as sent
 * @param {number} version  min_api_version of the message
 * @returns {import('../shared/conversation.mjs').Button[][]}
 */
export function checkKeyboard(keyboard, version) {
  const lines = inLines(checkBoard(keyboard, 'keyboard', version));
  const high = lines.reduce((sum, line) => sum + Math.max(...line.map(({ rows }) => rows)), 0);
  if (high > maxKeyboardRows) throw badData(`the keyboard is higher than ${maxKeyboardRows} rows`);
  return lines;
}

/**
 * A carousel: its buttons fill one card after another.
 * @param {any} media
 * @param {number} version  min_api_version of the message
 * @returns {import('../shared/conversation.mjs').Attachment[]}
 */
export function checkCarousel(media, version) {
  if (version < carouselVersion) {
    const detail = `rich_media needs min_api_version ${carouselVersion}`;
    throw new ViberError(statuses.incompatibleWithVersion, detail);
  }
  const buttons = checkBoard(media, 'rich_media', version);
  const area = (media.ButtonsGroupColumns ?? columns) * (media.ButtonsGroupRows ?? 7);
  const cards = [];
  let room = 0;
  for (const button of buttons) {
    const size = button.columns * button.rows;
    if (size > area) throw badData('a button is larger than its card');
    if (size > room) {
      cards.push({ kind: 'card', buttons: [] });
      room = area;
    }
    cards.at(-1).buttons.push(button);
    room -= size;
  }
  if (cards.length > maxCards) throw badData(`more than ${maxCards} cards`);
  return cards;
}
