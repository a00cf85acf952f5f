// The plain page of a web chat, for visitors.
import { bubble } from './bubbles.js';
import { chatKey, openLink } from './link.js';
import { say, language } from './words.js';

const typingShown = 6_000;
const largestFile = 100 * 1024 * 1024;
const of = (id) => document.getElementById(id);

/** All that is shown, by id; the page is drawn from it. */
const messages = new Map();
let answering = null;
let editing = null;
let uploads = [];
let typingTimer;
let saidTyping = 0;

function showProblem(text) {
  of('problem').textContent = text;
  of('problem').hidden = !text;
}

function draw(id) {
  const made = bubble(messages.get(id), { answer: beginAnswer, edit: beginEdit, remove });
  const old = of('messages').querySelector(`[data-id="${CSS.escape(id)}"]`);
  if (old) return old.replaceWith(made);
  of('messages').append(made);
  made.scrollIntoView({ block: 'end' });
}

function put(change) {
  messages.set(change.id, { files: [], ...messages.get(change.id), ...change });
  draw(change.id);
}

function change(id, what) {
  if (messages.has(id)) put({ id, ...what });
}

const link = openLink({
  state(state) {
    of('state').textContent = say[state];
    of('send').disabled = state === 'closed';
  },
  frame(frame) {
    hear[frame.type]?.(frame);
  },
});

/** Tells that ours were shown: arrived, and read if somebody looks. */
function acknowledge(id) {
  link.tell({ type: document.hidden ? 'delivered' : 'read', up_to: id });
}

const hear = {
  welcome(frame) {
    of('name').textContent = frame.name || say.title;
    document.title = frame.name || say.title;
    for (const one of frame.messages) put({ ...one, waiting: false });
    const last = frame.messages.findLast((one) => one.by !== 'visitor');
    if (last) acknowledge(last.id);
  },
  message(frame) {
    of('typing').hidden = true;
    put(frame);
    if (frame.by !== 'visitor') acknowledge(frame.id);
  },
  stored(frame) {
    change(frame.id, { waiting: false });
  },
  error(frame) {
    showProblem(frame.code === 'rate.limited' ? say.slower : frame.text || say.failed);
    if (messages.get(frame.id)?.waiting) {
      messages.delete(frame.id);
      of('messages')
        .querySelector(`[data-id="${CSS.escape(frame.id)}"]`)
        ?.remove();
    }
  },
  edit(frame) {
    change(frame.id, { text: frame.text, edited: true });
  },
  delete(frame) {
    change(frame.id, { deleted: true });
  },
  read(frame) {
    for (const [id, one] of messages) {
      if (one.by === 'visitor') change(id, { seen: true });
      if (id === frame.id) break;
    }
  },
  typing() {
    of('typing').textContent = `${of('name').textContent} ${say.typing}`;
    of('typing').hidden = false;
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => (of('typing').hidden = true), typingShown);
  },
};

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function showAnswering(text) {
  of('answering').hidden = !text;
  of('answering').querySelector('span').textContent = text;
}

function beginAnswer(message) {
  answering = message;
  editing = null;
  showAnswering(`${say.answer}: ${message.text || message.files[0]?.name || ''}`.slice(0, 120));
  of('text').focus();
}

function beginEdit(message) {
  editing = message;
  answering = null;
  of('text').value = message.text;
  showAnswering(say.editing);
  of('text').focus();
}

function remove(message) {
  link.keep({ type: 'delete', id: message.id });
  change(message.id, { deleted: true });
}

function drawUploads() {
  of('files').replaceChildren(
    ...uploads.map((one) => Object.assign(document.createElement('li'), { textContent: one.name })),
  );
}

async function upload(file) {
  if (file.size > largestFile) return showProblem(say.tooLarge);
  const form = new FormData();
  form.append('file', file);
  try {
    const answer = await fetch(`/webchat/${chatKey}/files`, {
      method: 'POST',
      body: form,
      headers: { 'X-Visitor-Token': link.token() ?? '' },
    });
    const told = await answer.json();
    if (!answer.ok) return showProblem(told.status === 413 ? say.tooLarge : told.detail);
    uploads.push(told);
    drawUploads();
  } catch {
    showProblem(say.failed);
  }
}

function clear() {
  of('text').value = '';
  answering = null;
  editing = null;
  uploads = [];
  showAnswering('');
  drawUploads();
}

function send() {
  const text = of('text').value.trim();
  showProblem('');
  if (editing) {
    if (!text) return;
    link.keep({ type: 'edit', id: editing.id, text });
    change(editing.id, { text, edited: true });
    return clear();
  }
  if (!text && uploads.length === 0) return;
  const id = newKey();
  const files = uploads.map((one) => one.source);
  link.keep({ type: 'message', id, text, files, reply_to: answering?.id });
  const quote = answering ? answering.text || answering.files[0]?.name : '';
  put({ id, by: 'visitor', text, files: uploads, quote, waiting: true });
  clear();
}

of('form').addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
of('text').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
of('text').addEventListener('input', () => {
  if (Date.now() - saidTyping < 3_000) return;
  saidTyping = Date.now();
  link.tell({ type: 'typing' });
});
of('picker').addEventListener('change', async () => {
  const chosen = [...of('picker').files].slice(0, 10 - uploads.length);
  of('picker').value = '';
  for (const file of chosen) await upload(file);
});
of('answering').querySelector('button').addEventListener('click', clear);
document.addEventListener('visibilitychange', () => {
  const last = [...messages.values()].findLast((one) => one.by !== 'visitor');
  if (!document.hidden && last) acknowledge(last.id);
});

document.documentElement.lang = language;
document.title = say.title;
of('text').placeholder = say.text;
of('text').setAttribute('aria-label', say.text);
of('send').textContent = say.send;
of('picker').setAttribute('aria-label', say.attach);
of('answering').querySelector('button').textContent = say.cancel;
