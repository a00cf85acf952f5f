/** By the `code` of a problem; a dot in the code is a level here. */
export const errors = {
  unknown: 'Something went wrong. Try again in a moment.',
  internal: 'The server stumbled. It has been written to its log; try again in a moment.',
  not_found: 'This does not exist any more, or it is not in your projects.',
  unavailable: 'The server is busy or restarting. Try again in a moment.',
  connection: { lost: 'No connection to the server.' },
  request: {
    invalid: 'Check the marked fields.',
    unknown_field: 'The panel and the server are of different versions. Reload the page.',
    bad_json: 'The panel and the server are of different versions. Reload the page.',
    method: 'The panel and the server are of different versions. Reload the page.',
    too_large: 'This is too large.',
  },
  auth: {
    required: 'Your session has ended. Sign in again.',
    csrf: 'This page is out of date. Reload it.',
    email_taken: 'There is already an account with this e-mail.',
    bad_credentials: 'The e-mail or the password is wrong.',
    wrong_password: 'The current password is wrong.',
    too_many_attempts_one: 'Too many attempts. Try again in {{count}} minute.',
    too_many_attempts_other: 'Too many attempts. Try again in {{count}} minutes.',
  },
  access: { denied: 'Your role does not allow this.' },
  rate: { limited: 'Too many requests. Wait a little.' },
  channel: {
    bad_token: 'This does not look like a bot token. It is digits, a colon and about 35 letters.',
    token_refused: 'Telegram does not know this token. Copy it from BotFather once more.',
    webhook_in_use: 'The bot works with another service now: {{host}}.',
    connected_elsewhere: 'This bot is connected to another project. Disconnect it there first.',
    platform_unreachable: 'Telegram does not answer. Try again in a minute.',
  },
  chat: {
    already_taken: '{{name}} already took it',
    not_new: 'This chat is not waiting any more.',
    not_responsible: 'Only the responsible closes the dialog.',
    not_active:
      'The dialog is closed: there is nobody to write to until the client’s next message.',
    not_participant: 'You are not in this chat any more.',
  },
  client: { unsubscribed: 'The client has blocked the bot.' },
  message: {
    too_long: 'The message is too long: 4096 characters at most.',
    not_failed: 'This message is already on its way.',
  },
  field: {
    email: 'This does not look like an e-mail address',
    password: 'At least 8 characters, at most 200',
    name: 'From 1 to 100 characters',
    time_zone: 'There is no such time zone',
    token: 'This does not look like a bot token',
    other: 'Check this field',
  },
};
