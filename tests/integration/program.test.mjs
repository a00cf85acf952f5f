import assert from 'node:assert/strict';
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { test } from 'node:test';
import { postmasterOf } from '../support/processes.mjs';
import { makeServer, runProgram, startServer } from '../support/server.mjs';
import { startPostgres } from '../support/postgres.mjs';
import { Session } from '../support/session.mjs';

/** A server that is not started, for as long as the test runs. */
async function prepared(t, settings) {
  const server = await makeServer(settings);
  t.after(() => server.dispose());
  return server;
}

/** Runs `serve` and expects it to refuse. */
async function refuses(server, pattern) {
  const { code, output } = await runProgram(['serve', '--config', server.configFile]);
  assert.notEqual(code, 0, output);
  assert.notEqual(code, null, 'it ended by itself');
  assert.match(output, pattern);
  assert.ok(!/terminate called|core dumped|Assertion/.test(output), output);
  return output;
}

test('OPS-1: an unknown key is refused with its file, its line and the nearest known one', async (t) => {
  const server = await prepared(t);
  writeFileSync(server.configFile, '[http]\nlisten = "127.0.0.1:0"\nlsten = "x"\n');
  const output = await refuses(server, /lsten/);
  assert.match(output, /switchboard\.toml/);
  assert.match(output, /\b3\b/);
  assert.match(output, /\blisten\b/);
});

test('OPS-1: wrong values and broken TOML are refused with their line', async (t) => {
  const server = await prepared(t);
  const cases = [
    ['[http]\nlisten = 7\n', /listen/],
    ['[http]\nlisten = "not an address"\n', /listen/],
    ['[log]\nlevel = "loud"\n', /level/],
    ['[timing]\nunclaimed_after_s = -1\n', /unclaimed_after_s/],
    ['[http\n', /toml/],
  ];
  for (const [text, pattern] of cases) {
    writeFileSync(server.configFile, text);
    const output = await refuses(server, pattern);
    assert.match(output, /\b[12]\b/, output);
  }
  const missing = await runProgram(['serve', '--config', `${server.folder}/none.toml`]);
  assert.notEqual(missing.code, 0);
  assert.match(missing.output, /none\.toml/);
});

test('OPS-1: check-config tells whether a configuration is good, without starting', async (t) => {
  const server = await prepared(t);
  const good = await runProgram(['check-config', '--config', server.configFile]);
  assert.equal(good.code, 0, good.output);
  writeFileSync(server.configFile, '[nonsense]\na = 1\n');
  const bad = await runProgram(['check-config', '--config', server.configFile]);
  assert.notEqual(bad.code, 0);
  assert.match(bad.output, /nonsense/);
  assert.ok(!readdirSync(server.folder).includes('data'));
});

test('OPS-1: a key from the environment wins over the file', async (t) => {
  const server = await prepared(t);
  const env = { SWITCHBOARD_LOG_LEVEL: 'loud' };
  const { code, output } = await runProgram(['check-config', '--config', server.configFile], {
    env,
  });
  assert.notEqual(code, 0);
  assert.match(output, /SWITCHBOARD_LOG_LEVEL|level/);
});

test('OPS-1: a port in use is told as such', async (t) => {
  const server = await prepared(t);
  const holder = net.createServer().listen(server.port, '127.0.0.1');
  t.after(() => holder.close());
  await refuses(server, new RegExp(`${server.port}[^]*in use|in use[^]*${server.port}`, 'i'));
  assert.equal(postmasterOf(server.dataDir), null, 'its database was ended too');
});

test('OPS-1: a second server on the same data is refused and the first goes on', async (t) => {
  const first = await startServer();
  t.after(() => first.dispose());
  const second = await prepared(t, { data: { dir: first.dataDir } });
  const output = await refuses(second, /another|running|in use|locked/i);
  assert.ok(output.includes(first.dataDir));
  assert.equal((await fetch(`${first.url}/readyz`)).status, 200);
  await new Session(first.url).signUp();
});

test('OPS-1: a database of a newer schema is refused and left as it is', async (t) => {
  const postgres = await startPostgres();
  t.after(() => postgres.dispose());
  const server = await prepared(t, { database: { url: postgres.url } });
  await server.start();
  await server.stop();
  const table = postgres.query(
    "select table_schema || '.' || table_name from information_schema.tables " +
      "where table_name ~ 'schema|migration' and table_schema not in ('pg_catalog','information_schema') limit 1",
  );
  assert.ok(table, 'there is a table of the migrations');
  const column = postgres.query(
    `select column_name from information_schema.columns where table_schema || '.' || table_name = '${table}' ` +
      "and data_type in ('integer','bigint','smallint') order by ordinal_position limit 1",
  );
  const others = postgres.query(
    `select string_agg(quote_ident(column_name), ',') from information_schema.columns where ` +
      `table_schema || '.' || table_name = '${table}' and column_name <> '${column}'`,
  );
  const rest = others ? `, ${others}` : '';
  postgres.query(
    `insert into ${table} (${column}${rest}) select 9999${rest} from ${table} order by ${column} desc limit 1`,
  );
  await refuses(server, /newer/i);
  assert.equal(postgres.query(`select max(${column}) from ${table}`), '9999');
});

test('OPS-1: a key that is not the one the secrets were sealed with is refused', async (t) => {
  const server = await prepared(t);
  writeFileSync(`${server.folder}/short.key`, 'abc\n');
  chmodSync(`${server.folder}/short.key`, 0o600);
  server.configure({ secrets: { key_file: `${server.folder}/short.key` } });
  await refuses(server, /key/i);
  writeFileSync(`${server.folder}/open.key`, `${'ab'.repeat(32)}\n`);
  chmodSync(`${server.folder}/open.key`, 0o644);
  server.configure({ secrets: { key_file: `${server.folder}/open.key` } });
  await refuses(server, /0600|mode|permission/i);
});

test('OPS-1: the key made at the first start is readable by its owner only', async (t) => {
  const server = await startServer();
  t.after(() => server.dispose());
  const { mode } = statSync(`${server.dataDir}/secret.key`);
  assert.equal(mode & 0o777, 0o600);
});

test('OPS-1: a graceful stop ends with 0, quickly, and ends its database', async (t) => {
  const server = await startServer();
  t.after(() => server.dispose());
  for (const signal of ['SIGTERM', 'SIGINT']) {
    assert.notEqual(postmasterOf(server.dataDir), null);
    const { code, ms } = await server.stop(signal);
    assert.equal(code, 0, server.log.slice(-2000));
    assert.ok(ms < 5000, `it took ${ms} ms`);
    assert.equal(postmasterOf(server.dataDir), null);
    await server.start();
  }
});

test('OPS-1: --help and --version answer, an unknown command is refused', async () => {
  const help = await runProgram(['--help']);
  assert.equal(help.code, 0);
  for (const command of ['serve', 'migrate', 'check-config', 'doctor', 'user']) {
    assert.match(help.output, new RegExp(command));
  }
  const version = await runProgram(['--version']);
  assert.equal(version.code, 0);
  assert.match(version.output, /[0-9]+\.[0-9]+/);
  assert.notEqual((await runProgram(['explode'])).code, 0);
});
