/** Every error of the platform with the words it says, by its code. */
export const errorTexts = Object.freeze({
  1: 'Unknown error occurred',
  3: 'Unknown method passed',
  5: 'User authorization failed: invalid access_token (4).',
  6: 'Too many requests per second',
  7: 'Permission to perform this action is denied',
  8: 'Invalid request',
  9: 'Flood control',
  10: 'Internal server error: Database problems, try later',
  12: 'Unable to compile code',
  13: 'Runtime error occurred during code invocation',
  14: 'Captcha needed',
  15: 'Access denied',
  17: 'Validation required: please open redirect_uri in browser',
  18: 'User was deleted or banned',
  20: 'Permission to perform this action is denied for non-standalone applications',
  22: 'Upload error',
  23: 'This method was disabled',
  27: 'Group authorization failed: method is unavailable with group auth.',
  28: 'Application authorization failed: method is unavailable with service token.',
  29: 'Rate limit reached',
  30: 'This profile is private',
  36: 'Method execution was interrupted due to timeout',
  37: 'User was banned',
  39: 'Unknown user',
  100: 'One of the parameters specified was missing or invalid',
  105: "Couldn't save file",
  113: 'Invalid user id',
  118: 'Invalid server',
  121: 'Invalid hash',
  129: 'Invalid photo',
  203: 'Access to group denied',
  900: "Can't send messages for users from blacklist",
  901: "Can't send messages for users without permission",
  902: "Can't send messages to this user due to their privacy settings",
  909: "Can't edit this message, because it's too old",
  910: "Can't send this message, because it's too big",
  911: 'Keyboard format is invalid',
  912: 'This is a chat bot feature, change this status in settings',
  913: 'Too many forwarded messages',
  914: 'Message is too long',
  917: "You don't have access to this chat",
  922: 'You left this chat',
  925: 'You are not admin of this chat',
  927: 'Chat does not exist',
  932: "Your community can't interact with this peer",
  935: 'User not found in chat',
  936: 'Contact not found',
  940: 'Too many posts in messages',
  943: 'Cannot use this intent',
  944: 'Limits overflow for this intent',
  945: 'Chat was disabled',
  946: 'Chat not supported',
  950: "Can't send message, reply timed out",
  969: 'Message cannot be forwarded',
  985: 'This community can only send notifications',
  987: 'Message request is needed',
  988: 'Message request already sent',
  1012: 'Chat is unavailable',
  1117: 'Access token has expired',
  2000: 'Servers number limit is reached',
  3610: 'User is deactivated',
});

/** A refusal in the words of the platform: HTTP 200 with an `error` object. */
export class VkError extends Error {
  /**
   * @param {number} code
   * @param {string} [detail]  is said after the code's own words
   * @param {{error_subcode?: number, captcha_sid?: string, captcha_img?: string, redirect_uri?: string}} [more]
   */
  constructor(code, detail, more = {}) {
    super(detail ? `${errorTexts[code]}: ${detail}` : errorTexts[code]);
    this.code = code;
    this.more = more;
  }

  /**
   * @param {Record<string, any>} params  what the caller sent, token and all
   * @param {string} method
   */
  envelope(params, method) {
    const told = Object.entries(params)
      .filter(([name]) => name !== 'access_token')
      .map(([key, value]) => ({ key, value: String(value) }));
    const error = {
      error_code: this.code,
      ...this.more,
      error_msg: this.message,
      request_params: [{ key: 'method', value: method }, ...told],
    };
    return { error };
  }
}

/** @param {string} what */
export const badParameter = (what) => new VkError(100, what);
