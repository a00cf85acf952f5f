export const webchat = [
  {
    client: { name: 'Максим', language: 'ru', start: 'footer' },
    steps: [
      { says: 'Есть ли у вас магазин в Гродно?' },
      { edits: 'Гродно', into: 'Есть ли у вас магазин в Гродно или Бресте?' },
    ],
  },
  {
    client: { name: 'Sofia', language: 'en' },
    steps: [
      { says: 'Which size should I take for a height of 172?' },
      { take: 'elena' },
      { answers: 'Hello Sofia! M: 168 to 174. Here is our table.', by: 'elena' },
      { answers: '', files: ['price.pdf'], by: 'elena' },
      { reads: true },
      { says: 'Great, M it is' },
      { done: 'elena' },
    ],
  },
  {
    client: { name: 'Юлия', language: 'ru' },
    steps: [
      { says: 'Здравствуйте! Не приходит письмо с подтверждением заказа' },
      { take: 'anna' },
      { answers: 'Юлия, добрый день! На какой адрес оформляли?', by: 'anna' },
      { reads: true },
      { sends: 'photo', with: { sample: 'parcel.jpg', caption: 'Номер на коробке' } },
      { says: 'yulia@post.example', to: 'На какой адрес' },
    ],
  },
];
