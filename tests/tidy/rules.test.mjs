import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bannedCalls,
  codeOnly,
  fileLength,
  functionLength,
  headerShape,
  includeArrows,
  looseEnds,
  unfinishedWork,
} from './rules.mjs';

const lines = (problems) => problems.map(({ line }) => line);

test('an include against the arrows is found', () => {
  assert.deepEqual(lines(includeArrows('config/a.cpp', '#include "storage/rows.hpp"\n')), [1]);
  assert.deepEqual(lines(includeArrows('storage/a.cpp', '\n#include "actors/a.hpp"\n')), [2]);
  assert.deepEqual(includeArrows('http/a.cpp', '#include "actors/a.hpp"\n'), []);
});

test('an outside library where it does not belong is found', () => {
  for (const [file, header] of [
    ['protocols/a.cpp', 'caf/all.hpp'],
    ['actors/a.cpp', 'boost/asio/post.hpp'],
    ['actors/a.cpp', 'pqxx/pqxx'],
    ['http/a.cpp', 'pqxx/connection'],
    ['storage/a.hpp', 'caf/fwd.hpp'],
    ['config/a.hpp', 'boost/beast/http.hpp'],
    ['storage/a.cpp', 'protocols/telegram/parse.hpp'],
  ])
    assert.deepEqual(lines(includeArrows(file, `#include <${header}>\n`)), [1], `${file} ${header}`);
  assert.deepEqual(includeArrows('storage/a.cpp', '#include <pqxx/pqxx>\n'), []);
});

test('CAF and Asio in one source are found unless it is the bridge', () => {
  const both = '#include <caf/all.hpp>\n#include <boost/asio/post.hpp>\n';
  assert.equal(includeArrows('http/session.cpp', both).length, 1);
  assert.deepEqual(includeArrows('http/bridge.cpp', both), []);
});

test('banned calls are found in code and not in comments or texts', () => {
  const cases = [
    'std::this_thread::sleep_for(x);',
    'std::cout << 1;',
    'printf("x");',
    'system("ls");',
    'std::system("ls");',
    'strcpy(a, b);',
    'int n = atoi(s);',
    'out << std::endl;',
    'std::regex r{"x"};',
    't.detach();',
    'request(a).await(f);',
    'auto* p = std::getenv("X");',
  ];
  for (const code of cases) assert.equal(bannedCalls('actors/a.cpp', code).length, 1, code);
  for (const code of cases) assert.equal(bannedCalls('actors/a.cpp', `// ${code}`).length, 0, code);
  for (const fine of [
    'std::snprintf(a, 4, "x");',
    'auto s = "system(x)";',
    'caf::actor_system sys{cfg};',
    'st.system().spawn(f);',
    'auto now = clock.system_time();',
  ])
    assert.deepEqual(bannedCalls('actors/a.cpp', fine), [], fine);
  assert.deepEqual(bannedCalls('main.cpp', 'std::cout << 1;'), []);
});

test('unfinished work is found', () => {
  assert.deepEqual(lines(unfinishedWork('a.ts', `x\n// ${'TO' + 'DO'}: y\n`)), [2]);
  assert.deepEqual(unfinishedWork('a.ts', 'todos, mastodon'), []);
});

test('long files and long functions are found', () => {
  assert.deepEqual(fileLength('a.cpp', 'x\n'.repeat(400)), []);
  assert.equal(fileLength('a.cpp', 'x\n'.repeat(401)).length, 1);
  const body = (n) => `namespace a {\nint f(int x) {\n${'  x++;\n'.repeat(n)}}\n}\n`;
  assert.deepEqual(functionLength('a.cpp', body(69)), []);
  assert.deepEqual(lines(functionLength('a.cpp', body(70))), [2]);
  const type = `struct s {\n${'  int f() { return 1; }\n'.repeat(100)}};\n`;
  assert.deepEqual(functionLength('a.cpp', type), []);
  const table = `const std::array table{\n${'  row{1, "{"},\n'.repeat(100)}};\n`;
  assert.deepEqual(functionLength('a.cpp', table), []);
});

test('braces in literals and digit separators confuse nobody', () => {
  assert.equal(codeOnly('a("{"); // }').includes('{'), false);
  assert.equal(codeOnly("f(10'000, '{');").includes('{'), false);
  assert.equal(codeOnly('R"(a " { )" + x').includes('{'), false);
  assert.equal(codeOnly('/* a\n b */ c').split('\n').length, 2);
});

test('headers that are malformed or that nobody includes are found', () => {
  assert.equal(headerShape('config/a.hpp', 'int x;\n').length, 2);
  assert.deepEqual(headerShape('config/a.hpp', '#pragma once\n/// X.\n'), []);
  const found = looseEnds([
    { file: 'config/a.hpp', text: '' },
    { file: 'config/b.hpp', text: '#include "config/b.hpp"\n' },
    { file: 'config/b.cpp', text: '#include "config/a.hpp"\n#include "config/c.hpp"\n' },
  ]);
  assert.deepEqual(
    found.map(({ file, message }) => `${file} ${message}`),
    ['config/b.cpp config/c.hpp does not exist', 'config/b.hpp nobody includes this header'],
  );
});
