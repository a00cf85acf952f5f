import { api, listen } from './api.js';
import { Drawer } from './drawer.js';
import { face, fullName, h } from './dom.js';
import { t, translatePage } from './i18n.js';
import { Phone } from './phone.js';

const $ = (id) => document.getElementById(id);
const phone = new Phone($('phone'));
const drawer = new Drawer($('drawer'));

/** What the page knows: bots and clients by id, the chats of the chosen bot by client id. */
const state = {
  bots: new Map(),
  clients: new Map(),
  chats: new Map(),
  bot: null,
  client: null,
  unread: new Map(),
};

const chatOf = (client) =>
  state.chats.get(client.id) ?? {
    client,
    started: false,
    blocked: false,
    keyboard: null,
    last: null,
  };

function remember() {
  location.hash = [state.bot?.id, state.client?.id].filter(Boolean).join('/');
}

function drawBots() {
  const options = [...state.bots.values()].map((bot) => {
    const option = h('option', { value: String(bot.id) }, `${bot.first_name} @${bot.username}`);
    option.selected = bot.id === state.bot?.id;
    return option;
  });
  $('bots').replaceChildren(...options);
  $('bots').disabled = options.length === 0;
}

const kinds = ['photo', 'sticker', 'voice', 'document', 'location', 'contact'];
function lastWords(message) {
  if (!message) return '';
  const kind = kinds.find((name) => message[name]);
  return message.text ?? message.caption ?? (kind ? t(kind) : '');
}

function clientRow(client) {
  const chat = chatOf(client);
  const unread = state.unread.get(client.id) ?? 0;
  const row = h(
    'button',
    { className: 'person', onclick: () => choose(client) },
    face(fullName(client), client.id),
    h('span', { className: 'name' }, fullName(client)),
    chat.blocked
      ? h('span', { className: 'badge blocked' }, '⊘')
      : unread
        ? h('span', { className: 'badge' }, String(unread))
        : h('span'),
    h('span', { className: 'last', dir: 'auto' }, lastWords(chat.last)),
  );
  row.setAttribute('aria-current', String(client.id === state.client?.id));
  return h('li', {}, row);
}

function drawClients() {
  const lastTime = (client) => chatOf(client).last?.time ?? 0;
  const sorted = [...state.clients.values()].sort((a, b) => lastTime(b) - lastTime(a));
  $('clients').replaceChildren(...sorted.map(clientRow));
}

function drawStage() {
  const ready = Boolean(state.bot && state.client);
  $('phone').hidden = !ready;
  $('empty').hidden = ready;
  $('empty').textContent = state.bot ? t('no_client') : t('no_bot');
  $('add-client').disabled = !state.bot;
}

async function choose(client) {
  state.client = client;
  state.unread.delete(client.id);
  $('list').classList.remove('open');
  drawClients();
  drawStage();
  remember();
  const messages = await api.messages(state.bot.id, client.id);
  if (state.client !== client) return;
  phone.open(state.bot, chatOf(client), messages);
  await drawer.show(state.bot, client);
}

async function chooseBot(bot) {
  state.bot = bot;
  state.unread.clear();
  const chats = await api.chats(bot.id);
  state.chats = new Map(chats.map((chat) => [chat.client.id, chat]));
  drawBots();
  drawClients();
  const newest = [...state.clients.values()].find((client) => state.chats.has(client.id));
  const client = state.client ?? newest;
  if (client) await choose(client);
  else await drawer.show(bot, null);
  drawStage();
}

/** Asks for a few words in a dialog; gives them, or null. */
function askFor(fields) {
  const dialog = $('dialog');
  return new Promise((resolve) => {
    const inputs = fields.map(([name, label, value]) =>
      h('input', { name, value: value ?? '', ariaLabel: label }),
    );
    const labels = fields.map(([, label], index) => h('label', {}, label, inputs[index]));
    const cancel = h(
      'button',
      { type: 'button', className: 'quiet', onclick: () => dialog.close() },
      t('cancel'),
    );
    const actions = h('div', { className: 'actions' }, cancel, h('button', {}, t('create')));
    const form = h('form', { method: 'dialog' }, ...labels, actions);
    let answer = null;
    form.addEventListener('submit', () => (answer = Object.fromEntries(new FormData(form))));
    dialog.addEventListener('close', () => resolve(answer), { once: true });
    dialog.replaceChildren(form);
    dialog.showModal();
  });
}

const filled = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value));

async function addBot() {
  const wish = await askFor([
    ['first_name', t('first_name'), 'Shop'],
    ['username', t('username')],
    ['token', t('token_hint')],
  ]);
  if (!wish) return;
  try {
    const bot = await api.addBot(filled(wish));
    state.bots.set(bot.id, bot);
    await chooseBot(bot);
  } catch (error) {
    alert(error.message);
  }
}

async function addClient() {
  const fields = await askFor([
    ['first_name', t('first_name')],
    ['last_name', t('last_name')],
    ['username', t('username')],
    ['phone_number', t('phone')],
  ]);
  if (!fields) return;
  const client = await api.addClient({
    ...filled(fields),
    language_code: navigator.language.slice(0, 2),
  });
  state.clients.set(client.id, client);
  await choose(client);
}

/** Applies one change told by the simulator. */
function heard({ type, bot, data }) {
  if (type === 'client') state.clients.set(data.id, data);
  if (type === 'reset') location.reload();
  if (type === 'bot') {
    state.bots.set(data.id, data);
    drawBots();
    if (!state.bot) chooseBot(data);
  }
  if (type === 'client') drawClients();
  if (bot === null || bot !== state.bot?.id) return;
  const applied = { bot: botChanged, chat: chatChanged, message: messageChanged }[type];
  applied?.(data);
  const open = data.client === state.client?.id;
  if (type === 'action' && open) phone.typing();
  if (type === 'press_answered' && open && data.text) phone.toast(data.text);
  if (type === 'call') drawer.called(data);
}

function botChanged(bot) {
  state.bot = bot;
  drawer.show(bot, state.client);
}

function chatChanged(chat) {
  state.chats.set(chat.client.id, chat);
  drawClients();
  if (state.client?.id === chat.client.id) phone.open(state.bot, chat, phone.messages);
}

function messageChanged({ client, message }) {
  const chat = state.chats.get(client);
  const fresh = !chat?.last || chat.last.message_id < message.message_id;
  if (chat) {
    if (!chat.last || chat.last.message_id <= message.message_id) chat.last = message;
    if (message.side === 'client' && !chat.started) chatChanged({ ...chat, started: true });
  }
  if (client === state.client?.id) phone.put(message);
  else if (message.side === 'bot' && fresh)
    state.unread.set(client, (state.unread.get(client) ?? 0) + 1);
  drawClients();
}

async function load() {
  const [bots, clients] = await Promise.all([api.bots(), api.clients()]);
  state.bots = new Map(bots.map((bot) => [bot.id, bot]));
  state.clients = new Map(clients.map((client) => [client.id, client]));
  const [botId, clientId] = location.hash.slice(1).split('/').map(Number);
  state.client = state.clients.get(clientId) ?? state.client;
  const bot = state.bots.get(botId) ?? state.bots.get(state.bot?.id) ?? bots[0];
  drawBots();
  drawClients();
  drawStage();
  if (bot) await chooseBot(bot);
}

function toggleDrawer() {
  const drawn = $('drawer').hidden;
  $('drawer').hidden = !drawn;
  $('open-drawer').setAttribute('aria-expanded', String(drawn));
  drawer.draw();
}

translatePage();
$('bots').addEventListener('change', (event) =>
  chooseBot(state.bots.get(Number(event.target.value))),
);
$('add-bot').addEventListener('click', addBot);
$('add-client').addEventListener('click', addClient);
$('open-list').addEventListener('click', () => $('list').classList.toggle('open'));
$('open-drawer').addEventListener('click', toggleDrawer);
listen(heard, (connected) => {
  $('live').textContent = connected ? '' : t('offline');
  if (connected) load();
});
