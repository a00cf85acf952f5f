/** What the doctor looks at and finds, by platform and code; `any` where all say the same (CHN-14). */
export const doctor = {
  run: 'Check',
  title: 'What the check found',
  checkedAt: 'Checked at {{time}}',
  grade: { good: 'Good', warning: 'Attention', bad: 'Wrong' },
  check: {
    token: 'Token.',
    account: 'Account.',
    rights: 'Rights.',
    webhook: 'Delivery of messages.',
    events: 'Events.',
    files: 'Files.',
    secret: 'Secret.',
    limits: 'Limits.',
    last: 'Last message.',
    clock: 'Clock.',
    other: 'Also.',
  },
  good: {
    token: 'It is accepted.',
    account: 'It answers.',
    rights: 'There are enough of them.',
    webhook: 'Messages come here.',
    events: 'We are told of everything we need.',
    files: 'They can be sent.',
    secret: 'It is ours.',
    limits: 'There is room.',
    clock: 'It is right.',
    other: 'All is well.',
  },
  nothingYet: 'No client has written yet.',
  nothingYetMend: 'Write to the channel yourself by the link for clients.',
  clockOff_one: 'The server and this computer differ by {{count}} minute.',
  clockOff_other: 'The server and this computer differ by {{count}} minutes.',
  clockMend: 'Set both to the network’s time: logins and links of files depend on it.',
  other: {
    says: 'Something is not as it should be: {{code}}.',
    mend: 'Press Reconnect. If it stays, show this line to the server’s administrator.',
  },
  any: {
    token_refused: {
      says: '{{messenger}} does not accept the token.',
      mend: 'Make a new one at the platform and use Replace the token.',
    },
    platform_unreachable: {
      says: '{{messenger}} does not answer, or answers nonsense.',
      mend: 'Wait a minute and check again. If it stays, see whether this server reaches the internet or needs a proxy.',
    },
    webhook_missing: {
      says: 'The platform does not know where to send messages.',
      mend: 'Press Reconnect.',
    },
    webhook_elsewhere: {
      says: 'Another service receives the messages.',
      mend: 'Press Reconnect to receive them here; the other service will lose them.',
    },
    webhook_other_url: {
      says: 'Messages go to another address of this server.',
      mend: 'Press Reconnect. If the server’s address has changed, check [http] public_url.',
    },
    webhook_failing: {
      says: 'The platform’s last call to this server failed.',
      mend: 'See that the server’s address opens from the internet with a valid certificate, then press Reconnect.',
    },
    events_missing: {
      says: 'We are not told of everything we need.',
      mend: 'Press Reconnect: it asks for all events again.',
    },
    rights_missing: {
      says: 'The token lacks rights that are needed.',
      mend: 'Make a token with the rights named here and use Replace the token.',
    },
  },
  telegram: {
    token_refused: {
      says: 'Telegram does not know the token: it was revoked, or the bot was deleted.',
      mend: 'In BotFather send /mybots, choose the bot, press API Token, and use Replace the token.',
    },
    platform_unreachable: {
      says: 'Telegram’s Bot API does not answer.',
      mend: 'Wait a minute and check again. Where Telegram is blocked, set a proxy: [platforms.telegram] proxy.',
    },
    webhook_elsewhere: {
      says: 'Another server receives this bot’s messages.',
      mend: 'Press Reconnect to take the bot back; the other server will lose it.',
    },
    webhook_backlog: {
      says: 'Messages wait at Telegram. How many:',
      mend: 'They come by themselves. If the number grows, see that the server’s address opens from the internet.',
    },
    webhook_blocks_polling: {
      says: 'A webhook is set, so messages cannot be asked for.',
      mend: 'Press Reconnect: it removes the webhook. Or switch to webhook.',
    },
  },
  viber: {
    token_refused: {
      says: 'Viber does not accept the key.',
      mend: 'Copy the key of the bot at partners.viber.com and use Replace the token.',
    },
    account_blocked: {
      says: 'Viber has blocked or suspended the bot, or has not let it begin.',
      mend: 'Write to Viber’s support; only they undo it.',
    },
    webhook_missing: {
      says: 'No webhook is set: nobody can write to the bot.',
      mend: 'Press Reconnect. Viber calls the server at once, so its address has to be open.',
    },
    needs_public_url: {
      says: 'This server’s address is not https: Viber cannot fetch files and pictures from it.',
      mend: 'Give the server an https address and name it in [http] public_url. Texts go without it.',
    },
  },
  vk: {
    token_refused: {
      says: 'VK does not accept the token: it was deleted, or whoever made it is no administrator any more.',
      mend: 'Create a new key under Manage → API usage and use Replace the token.',
    },
    other_account: {
      says: 'The token is of another community:',
      mend: 'Connect that community as a channel of its own, and paste here a key of this one.',
    },
    rights_missing: {
      says: 'The key lacks rights that are needed:',
      mend: 'Create a key with community management and community messages and use Replace the token.',
    },
    files_rights_missing: {
      says: 'The key lacks rights for files:',
      mend: 'Texts go. For pictures and files create a key with photos and documents too.',
    },
    webhook_missing: {
      says: 'None of the community’s callback servers is ours.',
      mend: 'Press Reconnect: it adds ours.',
    },
    webhook_failing: {
      says: 'VK has switched our callback server off after failed calls.',
      mend: 'See that the server’s address opens from the internet, then press Reconnect.',
    },
    webhook_unconfirmed: {
      says: 'VK has not confirmed this server’s address yet.',
      mend: 'Wait a minute. If it stays, press Reconnect: the address has to be open from the internet.',
    },
    polling_refused: {
      says: 'VK does not let messages be asked for.',
      mend: 'Press Reconnect. If it stays, turn on Long Poll under Manage → API usage.',
    },
    secret_differs: {
      says: 'The callback server has another secret than ours, so its events are not believed.',
      mend: 'Press Reconnect: it writes ours.',
    },
    servers_full: {
      says: 'The community has ten callback servers, and none is ours.',
      mend: 'Remove one under Manage → API usage → Callback API, then press Reconnect.',
    },
  },
  messenger: {
    token_refused: {
      says: 'Facebook does not accept the token: it has ended or was revoked.',
      mend: 'Connect the page again by logging in, or make a token of the page and use Replace the token.',
    },
    token_other_app: {
      says: 'The token was made for another app:',
      mend: 'Make the token in the app named in this server’s settings.',
    },
    token_not_a_page: {
      says: 'It is not the token of a page but:',
      mend: 'Choose the page where the token is made: Messenger → Messenger API settings.',
    },
    token_expires: {
      says: 'The token will end on:',
      mend: 'Connect the page again by logging in: such a token does not end.',
    },
    account_unreadable: {
      says: 'Facebook does not show the page.',
      mend: 'See that the page is published and that whoever gave the token administers it.',
    },
    rights_missing: {
      says: 'The token lacks rights:',
      mend: 'Log in again and allow everything that is asked for.',
    },
    webhook_missing: {
      says: 'The app has no address to send messages to.',
      mend: 'Press Reconnect. The server needs a public https address.',
    },
    webhook_failing: {
      says: 'Facebook has switched off the app’s address.',
      mend: 'See that it opens from the internet with a valid certificate, then press Reconnect.',
    },
    webhook_unknown: {
      says: 'The app could not be asked where messages go.',
      mend: 'Check [platforms.messenger] app_id and app_secret in the server’s settings.',
    },
    page_not_subscribed: {
      says: 'The page’s messages do not go to the app.',
      mend: 'Press Reconnect: it subscribes the page again.',
    },
    app_missing: {
      says: 'This server has no app at Facebook: nothing that comes can be proved genuine.',
      mend: 'The administrator makes an app and sets [platforms.messenger] app_id and app_secret.',
    },
    app_refused: {
      says: 'Facebook does not accept the app’s id and secret.',
      mend: 'Copy both once more from the app’s basic settings into [platforms.messenger].',
    },
  },
};
