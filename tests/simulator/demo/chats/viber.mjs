export const viber = [
  {
    client: { name: 'Наталья Гриб', language: 'ru', country: 'BY' },
    steps: [
      { says: 'Добрый день. Можно поменять адрес доставки в заказе 10482?' },
      { take: 'anna' },
      { answers: 'Конечно. Напишите, пожалуйста, новый адрес.', by: 'anna' },
      { says: 'Минск, ул. Притыцкого 62, кв. 14' },
      { answers: 'Готово, курьер приедет завтра с 10 до 14.', by: 'anna' },
      { reads: true },
      { says: 'Отлично, благодарю!' },
      { done: 'anna' },
    ],
  },
  {
    client: { name: 'Пётр Зайцев', language: 'ru', country: 'BY' },
    steps: [
      { says: 'Здравствуйте, нужен подарочный сертификат на 200 рублей' },
      { take: 'dmitry' },
      { answers: 'Добрый день! Вот какие у нас есть.', by: 'dmitry' },
      { answers: '', files: ['price.pdf'], by: 'dmitry' },
      { reads: true },
      { says: 'Второй, пожалуйста. В конверте, заберу сам' },
    ],
  },
  {
    client: { name: 'Галина Руцкая', language: 'ru', country: 'BY', photo: 'portrait_grey.jpg' },
    steps: [
      { says: 'Спасибо за платье! Уезжаю в отпуск, рассылку отключаю 🌊' },
      { take: 'elena' },
      { answers: 'Галина, прекрасного отдыха!', by: 'elena' },
      { leaves: 'unsubscribe' },
    ],
  },
  {
    client: { name: 'Аня', language: 'be', country: 'BY' },
    steps: [{ says: '😍😍😍' }, { sends: 'sticker', with: { sample: 'heart.webp' } }],
  },
  {
    client: { name: 'Вера Шиманская', language: 'ru', country: 'BY', photo: 'portrait_bun.jpg' },
    steps: [
      { sends: 'photo', with: { sample: 'dress.jpg', caption: 'К нему нужен пояс' } },
      { says: 'Подойдёт ли плетёный, из льна?' },
      { take: 'anna' },
      { answers: 'Подойдёт: вот такой, цвета охры', files: ['belt.jpg'], by: 'anna' },
      { reads: true },
      { sends: 'location', with: { latitude: 53.9168, longitude: 27.5848 } },
      { says: 'Доставьте, пожалуйста, вот сюда' },
    ],
  },
];
