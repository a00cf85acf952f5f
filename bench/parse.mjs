import { readFileSync } from 'node:fs';
import { run } from './lib/children.mjs';
import { built } from './lib/load.mjs';
import { median, printTable, round, say } from './lib/report.mjs';

const corpus = new URL('../tests/fuzz/corpus/', import.meta.url).pathname;
/** An ordinary text message of each platform. */
const files = {
  telegram: 'update_text.json',
  viber: 'event_text.json',
  vk: 'event_text.json',
  messenger: 'event_text.json',
  webchat: 'event_text.json',
};
const bodiesOfARound = 100;

/** Nanoseconds of one JSON.parse, the median of the rounds; `seen` keeps it from being left out. */
function measureNode(text, rounds) {
  const taken = [];
  let seen = 0;
  for (let at = 0; at < rounds; at += 1) {
    const begun = process.hrtime.bigint();
    for (let i = 0; i < bodiesOfARound; i += 1) seen += Object.keys(JSON.parse(text)).length;
    taken.push(Number(process.hrtime.bigint() - begun) / bodiesOfARound);
  }
  if (seen < rounds * bodiesOfARound) throw new Error('a body without a field');
  return median(taken);
}

function nodeOnce(texts) {
  const found = {};
  for (const [platform, text] of Object.entries(texts)) {
    measureNode(text, 100); // until it is compiled
    found[platform] = measureNode(text, 401);
  }
  return found;
}

/** From a webhook's body to our events, against Node's JSON.parse alone on the same bytes. */
export async function parse(options) {
  const paths = Object.entries(files).map(([platform, file]) => `${corpus}${platform}/${file}`);
  const texts = Object.fromEntries(
    Object.entries(files).map(([platform, file]) => [
      platform,
      readFileSync(`${corpus}${platform}/${file}`, 'utf8'),
    ]),
  );
  const ours = [];
  const node = [];
  for (let at = 0; at < (options.quick ? 1 : 5); at += 1) {
    say(`round ${at + 1}`);
    ours.push(JSON.parse(await run(built('bench/switchboard_parse'), paths)));
    node.push(nodeOnce(texts));
  }
  const result = { bench: 'parse', ours: {}, rivals: { json_parse: {} }, ratios: {} };
  for (const platform of Object.keys(files)) {
    const our = median(ours.map((one) => one[platform]));
    const its = median(node.map((one) => one[platform]));
    result.ours[platform] = round(our);
    result.rivals.json_parse[platform] = round(its);
    result.ratios[platform] = round(its / our, 2);
  }
  printTable([
    ['ns per body', 'bytes', 'ours: events', 'Node: JSON.parse', 'Node / ours'],
    ...Object.keys(files).map((platform) => [
      platform,
      Buffer.byteLength(texts[platform]),
      result.ours[platform],
      result.rivals.json_parse[platform],
      result.ratios[platform],
    ]),
  ]);
  return { ...result, unit: 'ns per body', node: process.version };
}
