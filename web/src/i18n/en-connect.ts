/** Connecting each messenger, step by step (CHN-3, CHN-6 to CHN-8, CHN-12). */
export const connect = {
  title: 'Connect a channel',
  text: 'Where do your clients write? Personal profiles can’t be connected.',
  or: 'or',
  byToken: 'Paste a token',
  goodToken: 'The format is right',
  mode: 'How messages come',
  modeAuto: 'Choose for me',
  manual: 'The whole instruction',
  another: 'Another messenger',
  token: {
    telegram: 'Bot token',
    viber: 'Bot key',
    vk: 'Community token',
    messenger: 'Page access token',
  },
  badToken: {
    telegram: 'A token is 6 to 12 digits, a colon, then 30 to 64 letters, digits, - or _',
    viber: 'A key is three groups of digits and letters a to f, with a - between them',
    vk: 'A token is one line of letters, digits, dots, - and _, at least 10 of them',
    messenger: 'A page access token begins with EAA and has no spaces',
  },
  submit: { any: 'Connect bot', vk: 'Connect community', messenger: 'Connect page' },
  note: {
    previous: 'A bot has one service at a time: the previous one will stop getting messages.',
    previousServer:
      'Other services keep their own callback servers, but two services will answer the same client.',
    address: 'This server needs a public https address: the messenger calls it.',
    paid: 'New Viber bots are paid: Viber makes them by agreement only. Older ones stay free within their limits.',
    abilities:
      'We turn on community messages and bot abilities ourselves. If VK does not let us, do it under Manage → Messages.',
    personal: 'Only a community or a page can be connected, not a personal profile.',
  },
  telegram: {
    title: 'Connect a Telegram bot',
    text: 'Three steps, about two minutes.',
    step1: 'Open BotFather in Telegram',
    step1Text: 'It is Telegram’s own bot that makes bots.',
    open: 'Open @BotFather',
    step2: 'Send it /newbot',
    step2Text:
      'Answer two questions: a name your clients will see, and a username ending in “bot”. You have a bot already? Send /mybots, choose it, then press API Token.',
    step3: 'Paste the token here',
    step3Text: 'BotFather answers with a line like 123456789:AAE…; it is the key to the bot.',
  },
  viber: {
    title: 'Connect a Viber bot',
    text: 'You need a bot that Viber has made for your company.',
    step1: 'Open Viber’s page for bots',
    step1Text: 'Sign in with the phone number of the bot’s administrator.',
    open: 'Open partners.viber.com',
    step2: 'Copy the key',
    step2Text: 'Choose the bot; its key stands under Info, in the line Your app key or Token.',
    step3: 'Paste the key here',
    step3Text:
      'Viber calls this server at once to see that it answers. If it refuses, wait a minute and press Reconnect.',
  },
  vk: {
    title: 'Connect a VK community',
    text: 'You have to be an administrator of the community.',
    byLogin: 'Log in with VK and choose a community',
    step1: 'Open the community’s settings',
    step1Text: 'In the community: Manage → Settings → API usage (Управление → Работа с API).',
    step2: 'Create a key',
    step2Text:
      'Press Create key and tick: community management, community messages, photos, documents. VK asks to confirm it by phone.',
    step3: 'Paste the key here',
    step3Text: 'It is a long line that often begins with vk1.a.',
  },
  messenger: {
    title: 'Connect a Facebook page',
    text: 'You have to be an administrator of the page.',
    byLogin: 'Log in with Facebook and choose a page',
    step1: 'Open your app at Facebook',
    step1Text:
      'It has to be the app whose id and secret stand in the settings of this server, with Messenger added to it.',
    open: 'Open developers.facebook.com',
    step2: 'Make a token of the page',
    step2Text:
      'Messenger → Messenger API settings → add the page, then press Generate. Allow messages of the page and its metadata.',
    step3: 'Paste the token here',
    step3Text: 'It begins with EAA. After connecting choose what your page writes of.',
  },
  webchat: {
    title: 'Connect a web chat',
    text: 'Visitors of your site write from the page they are on; nothing has to be made elsewhere.',
    name: 'Name',
    nameHint: 'Visitors see it over the conversation',
    needName: 'Give the chat a name',
    submit: 'Create the chat',
  },
  login: { vk: 'Log in with VK', messenger: 'Log in with Facebook' },
  noLogin: {
    vk: 'This server has no app of its own at VK, so one cannot log in. Paste a token, or ask its administrator to set [platforms.vk] app_id and app_secret.',
    messenger:
      'This server has no app of its own at Facebook. Its administrator has to set [platforms.messenger] app_id and app_secret: messages come through it, with a token too.',
  },
  choose: { any: 'Choose an account', vk: 'Choose a community', messenger: 'Choose a page' },
  notAdministrator: {
    any: 'You do not administer it',
    vk: 'You do not administer this community',
    messenger: 'You cannot manage messages of this page',
  },
  noAccounts: {
    any: 'There is nothing to connect in this account.',
    vk: 'You have no communities that you administer. A personal profile can’t be connected.',
    messenger:
      'You have no pages, or did not allow us any. Log in again and tick the page. A personal profile can’t be connected.',
  },
  connectChosen: 'Connect',
  loginOver: 'Not connected',
  loginError: {
    denied: 'You did not allow access, so nothing is connected.',
    unreachable:
      'The messenger does not answer, or refused this server’s app. Try again in a minute.',
    not_administrator: 'Only an administrator can connect this account.',
    over: 'This login has ended: it lives for 15 minutes and serves once. Begin again.',
  },
  again: 'Begin again',
  takeOverTitle: 'The messages go to {{host}} now',
  takeOverText:
    'An account has one service at a time. If you take it over, {{host}} will stop receiving messages.',
  takeOver: 'Take it over',
  needsAddress: 'This server has no public address',
  needsAddressText:
    'The messenger calls the server at its address in the internet. The administrator names it in the settings: [http] public_url = "https://…".',
  doneTitle: '{{name}} is connected',
  doneText: {
    any: 'Write something to the bot: the message will appear in the inbox.',
    vk: 'Write something to the community: the message will appear in the inbox.',
    messenger: 'Write something to the page: the message will appear in the inbox.',
    webchat: 'Open the page and write something: the message will appear in the inbox.',
  },
  almostTitle: '{{name}} is added, but does not work yet',
  toInbox: 'To the inbox',
  toChannels: 'To the channels',
  toTypes: 'Choose the message type',
};
