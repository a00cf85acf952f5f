// Messages as elements. What people write is text, never markup.
import { say, language } from './words.js';

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function fileElement(file) {
  if (!file.link) return element('span', { textContent: `📎 ${file.name}` });
  if (file.mime.startsWith('image/') && !file.mime.startsWith('image/svg')) {
    const image = element('img', { src: file.thumbnail_link || file.link, alt: file.name });
    return element('a', { href: file.link, target: '_blank', rel: 'noopener' }, image);
  }
  if (file.mime.startsWith('video/'))
    return element('video', { src: file.link, controls: true, preload: 'metadata' });
  if (file.mime.startsWith('audio/'))
    return element('audio', { src: file.link, controls: true, preload: 'metadata' });
  return element('a', { href: file.link, download: file.name }, `📎 ${file.name}`);
}

function timeOf(message) {
  const at = message.at ? new Date(message.at) : new Date();
  const text = at.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });
  const notes = [text];
  if (message.edited) notes.push(say.edited);
  if (message.seen) notes.push(say.read);
  return element('time', { dateTime: at.toISOString(), textContent: notes.join(' · ') });
}

function acts(message, on) {
  const menu = element('menu');
  const add = (name, act) =>
    menu.append(element('button', { type: 'button', textContent: name, onclick: act }));
  add(say.answer, () => on.answer(message));
  if (message.by === 'visitor' && !message.waiting) {
    if (message.text) add(say.edit, () => on.edit(message));
    add(say.remove, () => on.remove(message));
  }
  return menu;
}

/** `on`: what the buttons of a message do. */
export function bubble(message, on) {
  const mine = message.by === 'visitor';
  const made = element('article', { className: mine ? 'mine' : '' });
  made.dataset.id = message.id;
  made.classList.toggle('waiting', Boolean(message.waiting));
  if (message.deleted) {
    made.append(element('em', { textContent: say.deleted }));
    return made;
  }
  if (message.quote) made.append(element('blockquote', { textContent: message.quote }));
  for (const file of message.files ?? []) made.append(fileElement(file));
  if (message.text) made.append(element('div', { textContent: message.text }));
  made.append(timeOf(message), acts(message, on));
  return made;
}
