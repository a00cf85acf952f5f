export const platforms = {
  platforms: {
    all: 'Мессенджеры',
    name: {
      telegram: 'Telegram',
      viber: 'Viber',
      vk: 'ВКонтакте',
      messenger: 'Messenger',
      webchat: 'Чат на сайте',
    },
    connect: {
      telegram: 'Подключить Telegram',
      viber: 'Подключить Viber',
      vk: 'Подключить ВКонтакте',
      messenger: 'Подключить Messenger',
      webchat: 'Подключить чат на сайте',
    },
    hint: {
      telegram: 'Бот, который за минуту делается в BotFather',
      viber: 'Бот вашей компании в Viber',
      vk: 'Сообщения вашего сообщества',
      messenger: 'Сообщения вашей страницы Facebook',
      webchat: 'Разговор прямо на вашем сайте',
    },
  },
};
