import { randomBytes } from 'node:crypto';

const oauth = 'OAuthException';
const method = 'GraphMethodException';
const session = 'Error validating access token: ';

/**
 * Every refusal of the platform: code, subcode, HTTP status, type, message.
 * @type {[number, number | null, number, string, string][]}
 */
const table = [
  [1, null, 500, oauth, 'An unknown error occurred'],
  [1, 99, 500, oauth, 'An unknown error occurred'],
  [2, null, 503, oauth, 'Service temporarily unavailable'],
  [3, null, 403, oauth, '(#3) Application does not have the capability to make this API call.'],
  [4, null, 403, oauth, '(#4) Application request limit reached'],
  [4, 2018022, 403, oauth, '(#4) Too many send requests to phone numbers or people of this page'],
  [4, 2018354, 403, oauth, '(#4) Rate limit of this conversation reached'],
  [9, 2018352, 403, oauth, '(#9) Too many messages in this conversation'],
  [10, null, 403, oauth, '(#10) Application does not have permission for this action'],
  [
    10,
    2018065,
    403,
    oauth,
    '(#10) This tag is not allowed for this message: outside of allowed window.',
  ],
  [10, 2018108, 403, oauth, "(#10) This person can't receive messages from this page right now."],
  [10, 2018278, 403, oauth, '(#10) This message is sent outside of allowed window.'],
  [10, 1893063, 403, oauth, '(#10) This page is temporarily restricted from sending messages.'],
  [17, null, 403, oauth, '(#17) User request limit reached'],
  [32, null, 403, oauth, '(#32) Page request limit reached'],
  [33, null, 400, method, 'This object does not exist or does not support this action'],
  [100, null, 400, oauth, '(#100) Invalid parameter'],
  [
    100,
    33,
    400,
    method,
    'Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation',
  ],
  [100, 2018001, 400, oauth, '(#100) No matching user found'],
  [100, 2018008, 400, oauth, '(#100) Failed to fetch the file from the url'],
  [
    100,
    2018034,
    400,
    oauth,
    '(#100) Message cannot be empty, must provide valid attachment or text',
  ],
  [100, 2018047, 400, oauth, '(#100) Upload attachment failure.'],
  [100, 2018074, 400, oauth, '(#100) Attachment id is invalid or does not exist'],
  [100, 2018109, 400, oauth, '(#100) Attachment size exceeds allowable limit'],
  [100, 2018294, 400, oauth, '(#100) Video upload timed out'],
  [100, 36009, 400, oauth, 'This authorization code has been used or has expired.'],
  [101, null, 400, oauth, 'Error validating application. Cannot get application info.'],
  [104, null, 400, oauth, 'An access token is required to request this resource.'],
  [190, null, 401, oauth, 'Invalid OAuth access token - Cannot parse access token'],
  [190, 458, 401, oauth, `${session}The user has not authorized the application.`],
  [190, 459, 401, oauth, `${session}The user is checkpointed and has to sign in on the site.`],
  [
    190,
    460,
    401,
    oauth,
    `${session}The session has been invalidated because the user changed the password or the session was changed for security reasons.`,
  ],
  [190, 463, 401, oauth, `${session}Session has expired.`],
  [190, 464, 401, oauth, `${session}Sessions for an unconfirmed user are not allowed.`],
  [190, 467, 401, oauth, `${session}The session is invalid because the user logged out.`],
  [
    190,
    492,
    401,
    oauth,
    `${session}Invalid session. The user of this page token has no appropriate role on the page.`,
  ],
  [200, null, 403, oauth, '(#200) Permissions error'],
  [200, 1545041, 403, oauth, "(#200) This person isn't available right now."],
  [
    200,
    2018028,
    403,
    oauth,
    '(#200) Cannot message users who are not admins, developers or testers of the app until pages_messaging permission is reviewed and the app is live.',
  ],
  [230, null, 403, oauth, '(#230) Requires pages_messaging permission to manage the object'],
  [
    368,
    null,
    403,
    oauth,
    '(#368) The action attempted has been deemed abusive or is otherwise disallowed',
  ],
  [551, null, 400, oauth, "(#551) This person isn't available right now."],
  [551, 1545041, 400, oauth, "(#551) This person isn't available right now."],
  [613, null, 400, oauth, '(#613) Calls to this api have exceeded the rate limit.'],
  [1200, null, 500, oauth, '(#1200) Temporary send message failure. Please try again later.'],
  [2200, null, 400, oauth, '(#2200) Callback verification failed'],
  [2500, null, 400, oauth, 'Unknown path components'],
  [10303, null, 400, oauth, '(#10303) Invalid account_linking_token'],
  [
    80006,
    null,
    403,
    oauth,
    '(#80006) There have been too many calls to this Messenger account. Wait a bit and try again.',
  ],
  [2018344, null, 400, oauth, '(#2018344) The page has not accepted the terms.'],
];
const rows = new Map(table.map((row) => [`${row[0]}/${row[1] ?? ''}`, row]));
const passing = new Set([1, 2, 4, 17, 32, 613, 1200, 80006]);

/** The pairs that can be asked for, as [code, subcode]. */
export const knownPairs = table.map(([code, subcode]) => [code, subcode]);

/** A refusal in the words of the Graph API. */
export class GraphError extends Error {
  /**
   * @param {{code: number, subcode: number | null, status: number, type: string, message: string}} row
   */
  constructor({ code, subcode, status, type, message }) {
    super(message);
    Object.assign(this, { code, subcode, status, type });
  }

  /** The envelope that goes over the wire. */
  envelope() {
    const error = { message: this.message, type: this.type, code: this.code };
    if (this.subcode) error.error_subcode = this.subcode;
    if (passing.has(this.code)) error.is_transient = true;
    return { error: { ...error, fbtrace_id: `A${randomBytes(12).toString('base64url')}` } };
  }
}

/** An answer that is not the API's: a broken server in front of it. */
export class BrokenAnswer extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`HTTP ${status} without JSON`);
    this.status = status;
  }
}

/**
 * @param {number} code
 * @param {number | null} [subcode]
 * @param {{status?: number, type?: string, message?: string}} [own]  in place of the table's
 */
export function graphError(code, subcode = null, own = {}) {
  const plain = [code, subcode, 400, oauth, `(#${code}) Error`];
  const row = rows.get(`${code}/${subcode ?? ''}`) ?? rows.get(`${code}/`) ?? plain;
  const { status = row[2], type = row[3], message = row[4] } = own;
  return new GraphError({ code, subcode, status, type, message });
}

/** @param {string} what */
export const invalid = (what) => graphError(100, null, { message: `(#100) ${what}` });

/** The refusal of a retired tag: nothing tells it from another wrong parameter. */
export const invalidParameter = () => invalid('Invalid parameter');
