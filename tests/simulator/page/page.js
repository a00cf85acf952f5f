import { listen } from './api.js';
import { askFor } from './dialog.js';
import { face, h } from './dom.js';
import { Drawer } from './drawer.js';
import { t, translatePage } from './i18n.js';
import { Phone } from './phone.js';
import { platforms } from './platforms/index.js';

const $ = (id) => document.getElementById(id);
const phone = new Phone($('phone'));
const drawer = new Drawer($('drawer'));

/**
 * What the page knows of the chosen platform: accounts and clients by id, the chats of the chosen
 * account by client id. Ids are texts here.
 */
const state = {
  platform: platforms.get('telegram'),
  accounts: new Map(),
  clients: new Map(),
  chats: new Map(),
  account: null,
  client: null,
  unread: new Map(),
};

const key = (id) => String(id);
const byId = (items) => new Map(items.map((one) => [key(one.id), one]));
const emptyChat = { started: false, blocked: false, keyboard: null, last: null };
const chatOf = (client) => state.chats.get(key(client.id)) ?? { client, ...emptyChat };

function remember() {
  const parts = [state.platform.name, state.account?.id, state.client?.id];
  const known = parts.filter((one) => one !== undefined);
  location.hash = known.map(encodeURIComponent).join('/');
}

/** The platform, account and client that the address names. */
function remembered() {
  return location.hash.slice(1).split('/').map(decodeURIComponent);
}

function drawPlatforms() {
  const choices = [...platforms.values()].map(({ name, label }) => {
    const input = h('input', { type: 'radio', name: 'platform', value: name });
    input.checked = name === state.platform.name;
    return h('label', { className: `choice ${name}` }, input, h('span', {}, label));
  });
  $('platforms').replaceChildren(...choices);
}

function drawWords() {
  const { name } = state.platform;
  document.body.dataset.platform = name;
  document.title = t('title');
  $('account-word').textContent = t(`account_${name}`);
  $('add-account-words').textContent = t(`add_${name}`);
  $('add-account').setAttribute('aria-label', t(`add_${name}`));
}

function drawAccounts() {
  const options = [...state.accounts.values()].map((account) => {
    const words = `${account.title} ${account.subtitle}`;
    const option = h('option', { value: key(account.id) }, words);
    option.selected = account.id === state.account?.id;
    return option;
  });
  $('accounts').replaceChildren(...options);
  $('accounts').disabled = options.length === 0;
}

function lastWords(message) {
  if (!message) return '';
  if (message.deleted) return t('deleted');
  if (message.text) return message.text;
  const kind = message.attachments?.[0]?.kind;
  return kind ? t(`kind_${kind}`) : '';
}

function badge(client) {
  if (chatOf(client).blocked) return h('span', { className: 'badge blocked' }, '⊘');
  const unread = state.unread.get(key(client.id)) ?? 0;
  return unread ? h('span', { className: 'badge' }, String(unread)) : h('span');
}

function clientRow(client) {
  const row = h(
    'button',
    { className: 'person', onclick: () => choose(client) },
    face(client.title, client.id),
    h('span', { className: 'name' }, client.title),
    badge(client),
    h('span', { className: 'last', dir: 'auto' }, lastWords(chatOf(client).last)),
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
  const ready = Boolean(state.account && state.client);
  $('phone').hidden = !ready;
  $('empty').hidden = ready;
  $('empty').textContent = state.account ? t('no_client') : t(`no_${state.platform.name}`);
  $('add-client').disabled = !state.account;
}

async function choose(client) {
  const { platform, account } = state;
  state.client = client;
  state.unread.delete(key(client.id));
  $('list').classList.remove('open');
  drawClients();
  drawStage();
  remember();
  const messages = await platform.messages(account, client);
  if (state.client !== client || state.account?.id !== account.id) return;
  phone.open(platform, account, chatOf(client), messages);
  await drawer.show(platform, account, client);
}

async function chooseAccount(account) {
  state.account = account;
  state.unread.clear();
  const chats = await state.platform.chats(account);
  // Not the same object: the simulator tells of changes meanwhile.
  if (key(state.account?.id) !== key(account.id)) return;
  state.chats = new Map(chats.map((chat) => [key(chat.client.id), chat]));
  drawAccounts();
  drawClients();
  const newest = [...state.clients.values()].find((client) => state.chats.has(key(client.id)));
  const client = state.client ?? newest;
  if (client) await choose(client);
  else await drawer.show(state.platform, account, null);
  drawStage();
  remember();
}

async function choosePlatform(name) {
  state.platform = platforms.get(name) ?? state.platform;
  Object.assign(state, { account: null, client: null, chats: new Map() });
  drawWords();
  await load([state.platform.name]);
  remember();
}

async function load([, accountId, clientId] = remembered()) {
  const { platform, account: before } = state;
  const { accounts, clients } = await platform.load();
  if (state.platform !== platform) return;
  // Made while the list was on its way, so it may miss there.
  const added = state.account && key(state.account.id) !== key(before?.id) ? [state.account] : [];
  state.accounts = byId([...accounts, ...added]);
  state.clients = byId(clients);
  state.client = state.clients.get(key(clientId)) ?? null;
  const kept = state.accounts.get(key(state.account?.id));
  const account = state.accounts.get(key(accountId)) ?? kept ?? accounts[0];
  state.account = account ?? null;
  drawAccounts();
  drawClients();
  drawStage();
  if (account) await chooseAccount(account);
  else await drawer.show(platform, null, null);
}

async function addAccount() {
  const wish = await askFor($('dialog'), state.platform.accountFields);
  if (!wish) return;
  try {
    const account = await state.platform.addAccount(wish);
    state.accounts.set(key(account.id), account);
    await chooseAccount(account);
  } catch (error) {
    alert(error.message);
  }
}

async function addClient() {
  const fields = await askFor($('dialog'), state.platform.clientFields);
  if (!fields) return;
  try {
    const client = await state.platform.addClient(fields);
    state.clients.set(key(client.id), client);
    await choose(client);
  } catch (error) {
    alert(error.message);
  }
}

/** Applies one change told by the simulator. */
function heard(told) {
  if (told.type === 'reset') return location.reload();
  if (told.platform !== state.platform.name) return undefined;
  const event = state.platform.event(told);
  if (!event) return undefined;
  const { type, account, data } = event;
  if (type === 'client') {
    state.clients.set(key(data.id), data);
    drawClients();
  }
  if (type === 'account') {
    state.accounts.set(key(data.id), data);
    drawAccounts();
    if (!state.account) chooseAccount(data);
  }
  if (account !== null && key(account) === key(state.account?.id)) ofAccount(type, data);
  return undefined;
}

/** A change of the chosen account. */
function ofAccount(type, data) {
  if (type === 'account') {
    state.account = data;
    phone.account = data;
    drawer.show(state.platform, data, state.client);
  }
  if (type === 'chat') chatChanged(data);
  if (type === 'message') messageChanged(data);
  if (type === 'call') drawer.called(data);
  const open = state.client !== null && key(data.client) === key(state.client.id);
  if (type === 'typing' && open) phone.typing();
  if (type === 'toast' && open && data.text) phone.toast(data.text);
}

function chatChanged(chat) {
  state.chats.set(key(chat.client.id), chat);
  drawClients();
  if (state.client?.id === chat.client.id && phone.chat) {
    phone.open(state.platform, state.account, chat, phone.messages);
  }
}

/** Telegram tells of a new keyboard apart, the others with the message that brings it. */
function messageChanged({ client, message, keyboard }) {
  const chat = state.chats.get(key(client));
  const fresh = !chat?.last || chat.last.n < message.n;
  if (chat) {
    if (!chat.last || chat.last.n <= message.n) chat.last = message;
    const begun = message.from === 'client' && !chat.started;
    const replaced =
      keyboard !== undefined && JSON.stringify(keyboard) !== JSON.stringify(chat.keyboard);
    if (begun || replaced) {
      const now = { started: chat.started || begun, keyboard: replaced ? keyboard : chat.keyboard };
      chatChanged({ ...chat, ...now });
    }
  }
  if (key(client) === key(state.client?.id)) {
    phone.put(message);
  } else if (message.from === 'account' && fresh) {
    state.unread.set(key(client), (state.unread.get(key(client)) ?? 0) + 1);
  }
  drawClients();
}

function toggleDrawer() {
  const drawn = $('drawer').hidden;
  $('drawer').hidden = !drawn;
  $('open-drawer').setAttribute('aria-expanded', String(drawn));
  drawer.draw();
}

translatePage();
state.platform = platforms.get(remembered()[0]) ?? state.platform;
drawPlatforms();
drawWords();
$('platforms').addEventListener('change', (event) => choosePlatform(event.target.value));
$('accounts').addEventListener('change', (event) =>
  chooseAccount(state.accounts.get(event.target.value)),
);
$('add-account').addEventListener('click', addAccount);
$('add-client').addEventListener('click', addClient);
$('open-list').addEventListener('click', () => $('list').classList.toggle('open'));
$('open-drawer').addEventListener('click', toggleDrawer);
listen(heard, (connected) => {
  $('live').textContent = connected ? '' : t('offline');
  if (connected) load();
});
