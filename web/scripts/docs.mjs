// Makes the pages under /docs from the markdown in docs/<language>/.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Marked } from 'marked';

const LANGUAGES = {
  en: {
    name: 'English',
    changelog: 'docs/CHANGELOG.md',
    index: 'Documentation',
    groups: ['Begin', 'Channels', 'Work', 'Team', 'Server'],
  },
  ru: {
    name: 'Русский',
    changelog: 'docs/CHANGELOG.ru.md',
    index: 'Документация',
    groups: ['Начало', 'Каналы', 'Работа', 'Команда', 'Сервер'],
  },
};
/** By what people look for, in the order of `groups`. */
const GROUPS = [
  ['index', 'changelog'],
  ['connect-telegram', 'connect-viber', 'connect-vk', 'connect-messenger', 'web-chat'],
  ['inbox', 'ownership', 'client-card'],
  ['team', 'departments', 'security'],
  ['install', 'mail'],
];
const PAGES = GROUPS.flat();

function escapeHtml(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function read(language, page) {
  const path = page === 'changelog' ? LANGUAGES[language].changelog : `docs/${language}/${page}.md`;
  const text = readFileSync(path, 'utf8');
  const title = /^# (.+)$/m.exec(text)?.[1];
  if (!title) throw new Error(`${path} has no heading`);
  return { text, title };
}

/** Diagrams become a part of the page, so that they take its colours; tables scroll by themselves. */
function markdown(language) {
  return new Marked({
    renderer: {
      image({ href }) {
        if (!href.endsWith('.svg')) return false;
        return `<figure tabindex="0">${readFileSync(`docs/${language}/${href}`, 'utf8')}</figure>`;
      },
      table(token) {
        const table = Object.getPrototypeOf(this).table.call(this, token);
        return `<div class="table" tabindex="0">${table}</div>`;
      },
    },
  });
}

function navigation(language, page, pages) {
  const link = (other) => {
    const here = other === page ? ' aria-current="page"' : '';
    const label = other === 'index' ? LANGUAGES[language].index : pages[other].title;
    return `<li><a href="${other}.html"${here}>${escapeHtml(label)}</a></li>`;
  };
  const groups = GROUPS.map(
    (group, i) =>
      `<h2>${LANGUAGES[language].groups[i]}</h2>\n<ul>${group.map(link).join('\n')}</ul>`,
  );
  const switches = Object.keys(LANGUAGES)
    .filter((other) => other !== language)
    .map(
      (other) =>
        `<a class="language" lang="${other}" hreflang="${other}" href="../${other}/${page}.html">` +
        `${LANGUAGES[other].name}</a>`,
    );
  return `<nav aria-label="${LANGUAGES[language].index}">${groups.join('\n')}${switches}</nav>`;
}

function render(language, page, pages) {
  const { text, title } = pages[page];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Switchboard</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../style.css">
</head>
<body>
<a class="up" href="index.html">${LANGUAGES[language].index}</a>
<main>
${markdown(language).parse(text)}</main>
${navigation(language, page, pages)}
</body>
</html>
`;
}

for (const language of Object.keys(LANGUAGES)) {
  const pages = Object.fromEntries(PAGES.map((page) => [page, read(language, page)]));
  mkdirSync(`dist/docs/${language}`, { recursive: true });
  for (const page of PAGES) {
    writeFileSync(`dist/docs/${language}/${page}.html`, render(language, page, pages));
  }
}
cpSync('docs/style.css', 'dist/docs/style.css');
