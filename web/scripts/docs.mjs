// Makes the pages under /docs from the markdown in docs/<language>/.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { marked } from 'marked';

const LANGUAGES = {
  en: { name: 'English', changelog: 'docs/CHANGELOG.md', index: 'Documentation' },
  ru: { name: 'Русский', changelog: 'docs/CHANGELOG.ru.md', index: 'Документация' },
};
const PAGES = [
  'index',
  'install',
  'connect-telegram',
  'connect-viber',
  'connect-vk',
  'connect-messenger',
  'web-chat',
  'inbox',
  'changelog',
];

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

function render(language, page, pages) {
  const { text, title } = pages[page];
  const links = PAGES.map((other) => {
    const here = other === page ? ' aria-current="page"' : '';
    const label = other === 'index' ? LANGUAGES[language].index : pages[other].title;
    return `<a href="${other}.html"${here}>${escapeHtml(label)}</a>`;
  });
  const others = Object.keys(LANGUAGES).filter((other) => other !== language);
  const switches = others.map(
    (other) =>
      `<a class="language" lang="${other}" hreflang="${other}" href="../${other}/${page}.html">` +
      `${LANGUAGES[other].name}</a>`,
  );
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
<nav>${[...links, ...switches].join('\n')}</nav>
<main>
${marked.parse(text)}</main>
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
