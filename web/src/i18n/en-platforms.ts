export const platforms = {
  platforms: {
    all: 'Messengers',
    name: {
      telegram: 'Telegram',
      viber: 'Viber',
      vk: 'VK',
      messenger: 'Messenger',
      webchat: 'Web chat',
    },
    connect: {
      telegram: 'Connect Telegram',
      viber: 'Connect Viber',
      vk: 'Connect VK',
      messenger: 'Connect Messenger',
      webchat: 'Connect a web chat',
    },
    hint: {
      telegram: 'A bot made in BotFather in a minute',
      viber: 'A bot of your company in Viber',
      vk: 'Messages of your community',
      messenger: 'Messages of your Facebook page',
      webchat: 'A conversation right on your site',
    },
  },
};
