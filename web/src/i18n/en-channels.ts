import { connect } from './en-connect';
import { doctor } from './en-doctor';

/** Words of the channels' pages; loaded with them. */
export const channelWords = {
  connect,
  doctor,
  channels: {
    title: 'Channels',
    text: 'Through which clients write to you.',
    connect: 'Connect a channel',
    none: 'No channel is connected yet',
    condition: { works: 'Works', trouble: 'Needs attention', broken: 'Does not work' },
    problem: {
      token_revoked: {
        any: '{{messenger}} refuses the token: it was replaced or revoked. Paste the new one.',
        telegram: 'Telegram refuses the token: it was replaced in BotFather. Paste the new one.',
        viber: 'Viber refuses the key: it was made anew in the bot’s settings. Paste the new one.',
        messenger:
          'Facebook refuses the token: it has ended, or whoever gave it left the page or changed their password. Paste a new one or connect the page again.',
      },
      webhook_lost: {
        any: 'Messages go to another service, or nowhere. Restore the connection to get them back.',
        messenger:
          'The page’s messages do not come here any more. Restore the connection to get them back.',
      },
      conflict: {
        any: 'Another program reads these messages too. Stop it, or switch to webhook.',
        telegram: 'Another program reads this bot’s messages too. Stop it, or switch to webhook.',
      },
      unreachable: {
        any: '{{messenger}} does not answer, or cannot reach this server. We keep trying.',
      },
      no_permission: {
        any: 'The token lacks a right. Make one with every right named in the steps of connecting.',
      },
      blocked: { any: '{{messenger}} has blocked the account. Write to its support.' },
      captcha: {
        any: 'VK asks for a captcha, so sending waits. It goes on by itself; write less often for a while.',
      },
      quota: {
        any: 'The account has used up what {{messenger}} lets it send. Sending waits and goes on by itself.',
        viber:
          'The bot has used up the messages Viber lets it send. Sending waits; the limit is raised in the bot’s account at Viber.',
      },
      daily_limit: { any: 'Today’s limit of {{messenger}} is reached. Sending goes on tomorrow.' },
      not_published: {
        any: 'The bot is not published yet: only its administrators can get messages. Publish it at Viber.',
      },
      policy_warning: {
        any: 'Facebook has warned the page for breaking its rules. Read the warning in the page’s support inbox.',
      },
      other_app: {
        any: 'Another app answers in the conversations of this page. Name this server’s app the main one in the page’s settings.',
      },
      other: 'Something is wrong with this channel. Check it to learn more.',
    },
    mode: 'How messages come',
    modeName: { webhook: 'Webhook', polling: 'Polling' },
    modeText: {
      webhook: { any: '{{messenger}} calls this server at once. Needs a public https address.' },
      polling: { any: 'This server asks {{messenger}}. Works behind any network.' },
    },
    lastInbound: 'Last message of a client',
    lastError: 'Last error',
    never: 'none yet',
    address: 'Webhook address',
    since: 'Connected',
    rearm: 'Reconnect',
    rearmed: 'The connection is restored',
    newToken: 'New token',
    replaceToken: 'Replace the token',
    toWebhook: 'Switch to webhook',
    toPolling: 'Switch to polling',
    switched: 'Switched',
    own: 'Settings',
    more: 'More for {{name}}',
    disconnect: 'Disconnect',
    disconnected: '{{name}} is disconnected. Chats stay.',
    undo: 'Undo',
    back: '{{name}} is connected again',
    link: 'Link for clients',
    tryPage: 'Open the page to try it',
    actions: 'Actions with {{name}}',
  },
  own: {
    back: 'All channels',
    connection: 'Connection',
    welcome: 'Invitation',
    welcomeText: 'The message that invites to begin',
    welcomeHint:
      'Viber shows it to whoever opens the chat for the first time, before they have written anything.',
    welcomeExample: 'Hello! Write what you are looking for, and we will answer in a minute.',
    tooLong: '{{length}} characters, and {{limit}} at most',
    needName: 'A bot needs a name',
    botPage: 'The bot’s page',
    botName: 'Name',
    botDescription: 'Description',
    botDescriptionHint: 'What an empty chat says, before a person presses Start',
    botAbout: 'About',
    botAboutHint: 'What stands on the bot’s page and goes along when it is shared',
    elsewhere: 'The rest is changed in',
    botFather: {
      picture: '/setuserpic: the picture',
      commands: '/setcommands: the commands of its menu',
      token: '/revoke: a new token; paste it under Channels then',
    },
    types: 'Message type',
    typesText:
      'Facebook asks what your page writes of. Within 24 hours of a client’s last message anything may be written, and the type does not matter.',
    typesTags:
      'Later the type’s tag decided what may go out. Facebook has retired tags since; the dates stand at each. Whatever no rule allows is held back, and the chat says why. A person’s own answer may go for 7 days.',
    usual: 'The usual one',
    examples: 'For example:',
    tags: 'Facebook’s tags:',
    tagUntil: 'from {{from}} to {{until}}',
    tagSince: 'since {{from}}',
    successor: {
      none: 'Since then: nothing.',
      utility_message: 'Since then: messages from a template approved by Facebook.',
      marketing_message: 'Since then: marketing messages that a client has agreed to.',
    },
  },
};
