export const messenger = [
  {
    client: { name: 'James Porter', locale: 'en_GB' },
    steps: [
      { says: 'Hi! Do you ship to Vilnius?' },
      { take: 'dmitry' },
      { answers: 'Hello James! Yes, 3 to 5 days, 9 euro. Free from 120 euro.', by: 'dmitry' },
      { reads: true },
      { says: 'Perfect, ordering now. Thanks!' },
      { done: 'dmitry' },
    ],
  },
  {
    client: { name: 'Elena Rossi', locale: 'it_IT' },
    steps: [
      { says: 'Hello, is the linen shirt from the window still available in white?' },
      { elsewhere: 'Hello Elena! Yes, sizes S and M. A colleague will help you in a moment.' },
      { take: 'elena' },
      { says: 'M please! Can I pay on pick-up?', to: 'sizes S and M' },
      { notes: 'Pays on pick-up, put M aside until Saturday 18:00.', by: 'dmitry' },
    ],
  },
  {
    client: { name: 'Mark Evans', locale: 'en_US' },
    steps: [
      { says: 'Hello! Do you have gift wraping?' },
      { edits: 'gift', into: 'Hello! Do you have gift wrapping?' },
      { says: 'And is delivery to Minsk possible before Friday?' },
    ],
  },
  {
    client: { name: 'Lucas Meyer', locale: 'de_DE' },
    before: { says: 'Guten Tag! Ist der Leinenmantel wieder da?', hours: 9 * 24 },
    steps: [
      { take: 'anna' },
      { notes: 'Back in stock since Monday, sizes 50 and 52.', by: 'anna' },
    ],
  },
  {
    client: { name: 'Emma Novak', locale: 'en_US', photo: 'portrait_short.jpg' },
    before: { says: 'Hi! Can I exchange the scarf for the green one?', hours: 30 },
    steps: [{ take: 'anna' }],
  },
];
