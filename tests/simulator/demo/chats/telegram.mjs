export const telegram = [
  {
    client: {
      first_name: 'Ольга',
      last_name: 'Савицкая',
      username: 'olga_sav',
      language_code: 'ru',
      photo: 'portrait_fair.jpg',
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
    client: { first_name: 'ليلى', last_name: 'حداد', language_code: 'ar' },
    steps: [{ says: 'مرحبا، هل يوجد توصيل إلى دبي؟ أريد طلب وشاحين من الحرير (رقم 118).' }],
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
  {
    client: {
      first_name: 'Tom',
      last_name: 'Becker',
      username: 'tombecker',
      language_code: 'de',
      photo: 'portrait_beard.jpg',
    },
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
      {
        answers: 'Ирина, здравствуйте! Да, осталось одно. Отложить для вас?',
        to: 'в 46 размере',
        by: 'anna',
      },
      { says: 'Да, пожалуйста! А примерить можно сегодня?' },
      { notes: 'Отложено платье «Волна», 46, до конца дня.', by: 'anna' },
      { answers: 'Ждём вас до 20:00, мы на Немиге, 3.', by: 'anna' },
      { sends: 'location', with: { latitude: 53.9045, longitude: 27.5541 } },
      { sends: 'voice', with: { sample: 'voice.ogg', duration: 2 } },
      { says: 'Я здесь, буду через 20 минут' },
    ],
  },
];
