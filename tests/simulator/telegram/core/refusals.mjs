/**
 * The refusals that the platform's sheet lists, for faults that are asked for by their code or by
 * some of their words.
 * @typedef {object} Refusal
 * @property {number} code
 * @property {string} description
 * @property {{retry_after?: number, migrate_to_chat_id?: number}} [parameters]
 */

const migrated = { migrate_to_chat_id: -1_001_234_567_890 };

const badRequests = [
  'chat not found',
  'message is too long',
  'message caption is too long',
  'message text is empty',
  "can't parse entities: Can't find end of the entity starting at byte offset 0",
  'message is not modified: specified new message content and reply markup are exactly the same ' +
    'as a current content and reply markup of the message',
  'message to edit not found',
  "message can't be edited",
  'message to delete not found',
  "message can't be deleted for everyone",
  'wrong file identifier/HTTP URL specified',
  'wrong remote file identifier specified: Wrong character in the string',
  'wrong file_id or the file is temporarily unavailable',
  'wrong HTTP URL specified',
  'failed to get HTTP URL content',
  'wrong type of the web page content',
  'file is too big',
  'PHOTO_INVALID_DIMENSIONS',
  'IMAGE_PROCESS_FAILED',
  'PHOTO_SAVE_FILE_INVALID',
  'BUTTON_DATA_INVALID',
  'BUTTON_URL_INVALID',
  "inline keyboard button URL 'example' is invalid: Wrong HTTP URL",
  'group chat was upgraded to a supergroup chat',
  'VOICE_MESSAGES_FORBIDDEN',
];

/** The first of a code is what the code alone means. @type {Refusal[]} */
const refusals = [
  ...badRequests.map((words) => ({ code: 400, description: `Bad Request: ${words}` })),
  { code: 401, description: 'Unauthorized' },
  { code: 403, description: 'Forbidden: bot was blocked by the user' },
  { code: 403, description: 'Forbidden: user is deactivated' },
  { code: 403, description: "Forbidden: bot can't initiate conversation with a user" },
  { code: 403, description: 'Forbidden: bot was kicked from the group chat' },
  { code: 403, description: 'Forbidden: bot is not a member of the supergroup chat' },
  { code: 403, description: 'Forbidden: the group chat was deleted' },
  { code: 404, description: 'Not Found' },
  { code: 404, description: 'Not Found: method not found' },
  {
    code: 409,
    description:
      'Conflict: terminated by other getUpdates request; ' +
      'make sure that only one bot instance is running',
  },
  { code: 413, description: 'Request Entity Too Large' },
  {
    code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  },
  { code: 500, description: 'Internal Server Error' },
  { code: 500, description: 'Internal Server Error: restart' },
  { code: 502, description: 'Bad Gateway' },
  { code: 504, description: 'Gateway Timeout' },
];

const parametersOf = ({ description, parameters }) =>
  parameters ?? (description.includes('upgraded to a supergroup') ? migrated : undefined);

/**
 * The refusal of the sheet that is meant.
 * @param {{code?: number, description?: string}} asked  description: any part of its words
 * @returns {Refusal | undefined}
 */
export function refusalFor({ code, description }) {
  const words = description?.toLowerCase();
  const found = refusals.find(
    (one) =>
      (code === undefined || one.code === code) &&
      (words === undefined || one.description.toLowerCase().includes(words)),
  );
  return found && { ...found, parameters: parametersOf(found) };
}
