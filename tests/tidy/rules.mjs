/**
 * The rules of the house as functions of a file's name and text. Each gives a list of
 * {line, message}; the message says what to do instead.
 */

const arrows = {
  config: ['config'],
  protocols: ['config', 'protocols'],
  storage: ['config', 'protocols', 'storage'],
  actors: ['config', 'protocols', 'storage', 'actors'],
  http: ['config', 'protocols', 'storage', 'actors', 'http'],
};

/** Third-party headers a folder does without, and who has them. */
const foreign = {
  config: [[/^(caf|pqxx|boost\/(asio|beast))\b/, 'config knows no actors, sockets or database']],
  protocols: [
    [/^(caf|pqxx|libpq-fe|boost\/(asio|beast))\b/, 'protocols are pure functions'],
  ],
  storage: [[/^(caf|boost\/(asio|beast))\b/, 'storage knows no actors or sockets']],
  actors: [[/^(pqxx|libpq-fe|boost\/(asio|beast)|curl)\b/, 'actors know no sockets or database']],
  http: [[/^(pqxx|libpq-fe)\b/, 'http reaches the database through storage']],
};

const banned = [
  [/\b(sleep_for|sleep_until|usleep|nanosleep)\b/, 'wait for a condition or use a timer',
    // Nothing tells a program that another one came up or went, so storage looks now and then.
    /^(bench|storage\/(migrations|postgres))/],
  [/\bstd::(cout|cerr|clog)\b/, 'write to config/log.hpp', /^(main\.cpp|http\/cli|bench|config\/docs)/],
  [/(?<![\w.>:])f?printf\s*\(/, 'write to config/log.hpp', /^(main\.cpp|http\/cli|bench|tests\/fuzz)/],
  [/(?<![\w.>])(std::)?system\s*\(/, 'start a program by fork and exec, without a shell'],
  [/\bpopen\s*\(/, 'start a program by fork and exec, without a shell'],
  [/(?<!\w)(strcpy|strcat|sprintf|gets|strtok)\s*\(/, 'use std::string'],
  [/(?<!\w)(atoi|atol|atoll|atof|sscanf)\s*\(/, 'use std::from_chars and look at its answer'],
  [/(?<![\w.>:])(std::)?rand\s*\(\)/, 'use random_token or a seeded std::mt19937'],
  [/\bstd::endl\b/, "write '\\n'"],
  [/(?<!\w)(localtime|gmtime|ctime|asctime)\s*\(/, 'use config/clock.hpp'],
  [/\bstd::regex\b/, 'write a small parser: std::regex recurses on long input', /^tests\//],
  [/\.detach\s*\(\)/, 'keep the thread and join it'],
  [/\.await\s*\(/, 'use .then and a queue: await is deaf to everything else'],
  [/(?<!\w)getenv\s*\(/, 'add a key to config/settings.hpp', /^(bench\/|tests\/|storage\/postgres\/binaries)/],
  [/\busing namespace std;/, 'name what is used'],
  [/\bcaf::aout\b/, 'write to config/log.hpp'],
];

const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);

/** Comments and the insides of literals become spaces; lines stay where they are. */
export function codeOnly(text) {
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  return text.replace(
    /R"([^()\\\s]{0,16})\([\s\S]*?\)\1"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'/g,
    (part) => (part.startsWith('/') ? blank(part) : `""${blank(part.slice(2))}`),
  );
}

function eachLine(text, look) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    const message = look(line);
    if (message) found.push({ line: index + 1, message });
  });
  return found;
}

/** @returns the includes of a source: [{line, path, own}] */
export function includesOf(text) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    const match = /^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)/.exec(line);
    if (match) found.push({ line: index + 1, path: match[1] ?? match[2], own: Boolean(match[1]) });
  });
  return found;
}

function foldersPlatform(path) {
  return /^protocols\/(telegram|viber|vk|messenger)\//.test(path);
}

export function includeArrows(file, text) {
  const folder = file.split('/')[0];
  const allowed = arrows[folder];
  if (!allowed) return [];
  const found = [];
  const includes = includesOf(text);
  for (const { line, path } of includes) {
    const target = path.split('/')[0];
    if (target in arrows && !allowed.includes(target))
      found.push({ line, message: `${folder} may not include ${target}` });
    if (['storage', 'actors'].includes(folder) && foldersPlatform(path))
      found.push({ line, message: `${folder} may not name a platform` });
    for (const [pattern, why] of foreign[folder])
      if (pattern.test(path)) found.push({ line, message: `${path}: ${why}` });
  }
  const mixes = (pattern) => includes.some(({ path }) => pattern.test(path));
  if (mixes(/^caf\//) && mixes(/^boost\/(asio|beast)/) && !/bridge/.test(file))
    found.push({ line: 1, message: 'CAF and Asio meet in the bridge only: together they take minutes to compile' });
  return found;
}

export function bannedCalls(file, text) {
  return eachLine(codeOnly(text), (line) => {
    for (const [pattern, instead, except] of banned)
      if (pattern.test(line) && !except?.test(file)) return `${pattern.exec(line)[0].trim()}: ${instead}`;
    return null;
  });
}

export function unfinishedWork(_file, text) {
  return eachLine(text, (line) =>
    unfinished.test(line) ? `${unfinished.exec(line)[0]}: finish it or write down why not` : null,
  );
}

export function fileLength(_file, text, limit = 400) {
  const lines = text.split('\n').length - 1;
  return lines > limit ? [{ line: limit, message: `${lines} lines; ${limit} at most: split it` }] : [];
}

/** Whether what stands before a brace opens a function's body. */
function opensFunction(head) {
  const text = head.replace(/\s+/g, ' ').trim();
  if (!text.includes('(') || /^#/.test(text)) return false;
  if (/\b(namespace|class|struct|enum|union)\b[^()]*$/.test(text)) return false;
  if (/(^|[^\w])(if|for|while|switch|catch|else|do|try)\b/.test(text.split('(')[0])) return false;
  return !/=\s*$/.test(text);
}

/** Length of every outermost function body, by its braces; lambdas count for who holds them. */
export function functionLength(_file, text, limit = 70) {
  const found = [];
  const code = codeOnly(text).replace(/^\s*#.*(?:\\\n.*)*$/gm, (part) => part.replace(/[^\n]/g, ' '));
  const stack = [];
  let head = '';
  let line = 1;
  for (const c of code) {
    if (c === '\n') line += 1;
    if (c === '{') {
      const inside = stack.some((block) => block.isFunction);
      stack.push({ isFunction: !inside && opensFunction(head), line });
      head = '';
    } else if (c === '}') {
      const block = stack.pop();
      if (block?.isFunction && line - block.line > limit)
        found.push({ line: block.line, message: `a function of ${line - block.line} lines; ${limit} at most` });
      head = '';
    } else if (c === ';') {
      head = '';
    } else {
      head += c;
    }
  }
  return found;
}

export function headerShape(file, text) {
  if (!file.endsWith('.hpp')) return [];
  const found = [];
  if (!text.startsWith('#pragma once\n')) found.push({ line: 1, message: 'begin with #pragma once' });
  if (file.split('/')[0] in arrows && !text.includes('///'))
    found.push({ line: 1, message: 'say in a /// comment what it is for' });
  return found;
}

/** Includes of our own that lead nowhere, and headers that nobody includes. */
export function looseEnds(files) {
  const names = new Set(files.map(({ file }) => file));
  const included = new Set();
  const found = [];
  for (const { file, text } of files)
    for (const { line, path: written, own } of includesOf(text)) {
      const beside = `${file.slice(0, file.lastIndexOf('/') + 1)}${written}`;
      const path = own && !names.has(written) && names.has(beside) ? beside : written;
      if (path !== file) included.add(path);
      const ours = path.split('/')[0] in arrows || path.startsWith('tests/') || path.startsWith('bench/');
      if (own && ours && !names.has(path)) found.push({ file, line, message: `${path} does not exist` });
    }
  for (const name of names)
    if (name.endsWith('.hpp') && !included.has(name))
      found.push({ file: name, line: 1, message: 'nobody includes this header' });
  return found;
}

export const cppRules = [
  includeArrows,
  bannedCalls,
  unfinishedWork,
  fileLength,
  functionLength,
  headerShape,
];

export const textRules = [unfinishedWork, fileLength];
