/**
 * The conversations of the demo shop. A step is what happens next, in order:
 * `says` / `sends` by the client, `take` / `answers` / `notes` / `done` by staff
 * (anna = owner, dmitry and elena = managers), `blocks` = the client blocks the bot and the next
 * answer fails.
 * @typedef {{says?: string, sends?: string, with?: object, take?: string, answers?: string,
 *   by?: string, notes?: string, done?: string, blocks?: boolean}} Step
 */

/** @type {{client: object, steps: Step[]}[]} */
export const chats = [
  {
    client: {
      first_name: 'Ольга',
      last_name: 'Савицкая',
      username: 'olga_sav',
      language_code: 'ru',
      photo: true,
    },
    steps: [
      { sends: 'start', with: { payload: 'autumn' } },
      { says: 'Здравствуйте! Получила посылку, всё подошло, спасибо!' },
      { take: 'elena' },
      { answers: 'Ольга, очень рады! Носите с удовольствием 🌿', by: 'elena' },
      { done: 'elena' },
      { says: 'Добрый день, это снова я. Хочу такое же платье, но зелёное. Есть размер 44?' },
    ],
  },
  {
    client: { first_name: 'Наталья', last_name: 'Гриб', language_code: 'ru' },
    steps: [
      { says: 'Добрый день. Можно поменять адрес доставки в заказе 10482?' },
      { take: 'anna' },
      { answers: 'Конечно. Напишите, пожалуйста, новый адрес.', by: 'anna' },
      { says: 'Минск, ул. Притыцкого 62, кв. 14' },
      { answers: 'Готово, курьер приедет завтра с 10 до 14.', by: 'anna' },
      { says: 'Отлично, благодарю!' },
      { done: 'anna' },
    ],
  },
  {
    client: { first_name: 'James', last_name: 'Porter', username: 'jporter', language_code: 'en' },
    steps: [
      { says: 'Hi! Do you ship to Vilnius?' },
      { take: 'dmitry' },
      { answers: 'Hello James! Yes, 3 to 5 days, 9 euro. Free from 120 euro.', by: 'dmitry' },
      { says: 'Perfect, ordering now. Thanks!' },
      { done: 'dmitry' },
    ],
  },
  {
    client: { first_name: 'Виктор', last_name: 'Лис', language_code: 'ru' },
    steps: [
      { says: 'Когда будет мой заказ? Вы обещали вчера' },
      { take: 'dmitry' },
      {
        answers: 'Виктор, извините за задержку: посылка уже в пункте выдачи, код 4471.',
        by: 'dmitry',
      },
      { blocks: true },
      { answers: 'Чтобы загладить вину, дарим скидку 10 % на следующий заказ.', by: 'dmitry' },
    ],
  },
  {
    client: {
      first_name: 'Elena',
      last_name: 'Rossi',
      username: 'elena_r',
      language_code: 'it',
      photo: true,
    },
    steps: [
      { says: 'Hello, is the linen shirt from the window still available in white?' },
      { take: 'elena' },
      {
        answers: 'Hello! Yes, sizes S and M. Shall we keep one for you until Saturday?',
        by: 'elena',
      },
      { says: 'M please! Can I pay on pick-up?' },
      { notes: 'Pays on pick-up, put M aside until Saturday 18:00.', by: 'dmitry' },
    ],
  },
  {
    client: { first_name: 'Пётр', last_name: 'Зайцев', language_code: 'ru' },
    steps: [
      { says: 'Здравствуйте, нужен подарочный сертификат на 200 рублей' },
      { take: 'dmitry' },
      { answers: 'Добрый день! Электронный или в конверте?', by: 'dmitry' },
      { says: 'В конверте, заберу сам' },
    ],
  },
  {
    client: {
      first_name: 'Ирина',
      last_name: 'Ковалёва',
      username: 'ira_kov',
      language_code: 'ru',
      photo: true,
    },
    steps: [
      { sends: 'start' },
      { says: 'Добрый день! Подскажите, есть ли это платье в 46 размере? 🙂' },
      { sends: 'photo', with: { sample: 'dress.jpg', caption: 'Вот такое, из витрины' } },
      { take: 'anna' },
      { answers: 'Ирина, здравствуйте! Да, осталось одно. Отложить для вас?', by: 'anna' },
      { says: 'Да, пожалуйста! А примерить можно сегодня?' },
      { notes: 'Отложено платье «Волна», 46, до конца дня.', by: 'anna' },
      { answers: 'Ждём вас до 20:00, мы на Немиге, 3.', by: 'anna' },
      { sends: 'location', with: { latitude: 53.9045, longitude: 27.5541 } },
      { says: 'Я здесь, буду через 20 минут' },
    ],
  },
  {
    client: { first_name: 'Tom', last_name: 'Becker', username: 'tombecker', language_code: 'de' },
    steps: [
      { says: 'Hi, the parcel arrived but the box is damaged.' },
      { sends: 'photo', with: { sample: 'parcel.jpg' } },
      { take: 'anna' },
      { answers: 'Tom, sorry about that! Is the coat inside all right?', by: 'anna' },
      { says: 'The coat is fine, only the box 😅' },
      { sends: 'sticker', with: { sample: 'thumbs_up.webp', emoji: '👍' } },
    ],
  },
  {
    client: { first_name: 'ليلى', last_name: 'حداد', language_code: 'ar' },
    steps: [{ says: 'مرحبا، هل يوجد توصيل إلى دبي؟ أريد طلب وشاحين من الحرير (رقم 118).' }],
  },
  {
    client: { first_name: 'Аня', language_code: 'ru' },
    steps: [{ says: '😍😍😍' }, { sends: 'sticker', with: { sample: 'heart.webp', emoji: '❤️' } }],
  },
  {
    client: { first_name: 'Сергей', last_name: 'Мороз', username: 's_moroz', language_code: 'ru' },
    steps: [
      {
        says: [
          'Здравствуйте. Пишу подробно, чтобы сразу было понятно.',
          'Заказывал у вас две рубашки: льняную белую, размер 52, и синюю в полоску, размер 50. ' +
            'Пришли обе 50-го размера. Белая мала в плечах, носить не смогу. Бирки не срезал, ' +
            'чек и коробка целы.',
          'Вопросы:\n1. Можно ли обменять белую на 52 без доплаты?\n2. Кто оплачивает пересылку?\n' +
            '3. Сколько ждать? В пятницу уезжаю в отпуск, хотелось бы успеть.',
          'Заранее спасибо!',
        ].join('\n\n'),
      },
    ],
  },
  {
    client: { first_name: 'Mark', last_name: 'Evans', username: 'mark_ev', language_code: 'en' },
    steps: [
      { says: 'Hello! Do you have gift wrapping?' },
      { says: 'And is delivery to Minsk possible before Friday?' },
    ],
  },
  {
    client: {
      first_name: 'Татьяна',
      last_name: 'Белая',
      language_code: 'ru',
      phone_number: '375291112233',
    },
    steps: [{ says: 'Перезвоните мне, пожалуйста, по поводу заказа' }, { sends: 'contact' }],
  },
];
