import { File as NodeFile } from 'node:buffer';
import { beforeEach, describe, expect, test } from 'vitest';
import { Problem } from '../../api/problem';
import type { StoredFile } from '../../api/types';
import { rulesOf, settled } from '../../testing/samples';
import { Drafts } from './drafts';

interface Sent {
  name: string;
  as: string;
  progress: (share: number) => void;
  resolve: (stored: StoredFile) => void;
  reject: (error: Problem) => void;
  cancelled: boolean;
}

const PROJECT = '10';
let sent: Sent[];
let shown: Set<string>;
let drafts: Drafts;

const aFile = (name: string, type = 'application/pdf', size = 5) =>
  // Node.js 18 has the class, but not among its globals.
  new NodeFile(['x'.repeat(size)], name, { type }) as unknown as File;
const stored = (id: string) => ({ id, kind: 'document', name: id }) as StoredFile;
const rules = rulesOf();
const states = (chat: string) => drafts.of(chat).files.map((one) => one.state);

beforeEach(() => {
  sent = [];
  shown = new Set();
  drafts = new Drafts({
    upload: (_project, file, as, progress) => {
      const entry = { name: file.name, as, progress, cancelled: false } as Sent;
      const done = new Promise<StoredFile>((resolve, reject) => {
        Object.assign(entry, { resolve, reject });
      });
      sent.push(entry);
      return { done, cancel: () => (entry.cancelled = true) };
    },
    preview: (file) => {
      shown.add(file.name);
      return file.name;
    },
    forget: (preview) => shown.delete(preview),
  });
});

describe('CHT-6: files are uploaded while the message is written', () => {
  test('CHT-6: two travel at once, the next when one has arrived', async () => {
    drafts.add(PROJECT, 'a', [aFile('1.pdf'), aFile('2.pdf'), aFile('3.pdf')], rules);
    expect(states('a')).toEqual(['uploading', 'uploading', 'waiting']);
    sent[0]!.progress(0.5);
    expect(drafts.of('a').files[0]!.progress).toBe(0.5);
    sent[0]!.resolve(stored('11'));
    await settled();
    expect(states('a')).toEqual(['ready', 'uploading', 'uploading']);
    expect(drafts.of('a').files[0]!.stored?.id).toBe('11');
  });

  test('CHT-6: what another chat prepared goes on and is found again', async () => {
    drafts.add(PROJECT, 'a', [aFile('1.pdf')], rules);
    drafts.add(PROJECT, 'b', [aFile('2.pdf')], rules);
    sent[0]!.resolve(stored('11'));
    await settled();
    expect(states('a')).toEqual(['ready']);
    expect(states('b')).toEqual(['uploading']);
  });

  test('CHT-6: a refused program never travels; the others do', () => {
    drafts.add(PROJECT, 'a', [aFile('virus.exe'), aFile('1.pdf')], rules);
    expect(states('a')).toEqual(['refused', 'uploading']);
    expect(drafts.of('a').files[0]!.refused).toBe('file.forbidden');
    expect(sent.map((one) => one.name)).toEqual(['1.pdf']);
  });

  test('CHT-6: the server’s refusal stands at its file', async () => {
    drafts.add(PROJECT, 'a', [aFile('renamed.pdf')], rules);
    sent[0]!.reject(new Problem({ code: 'file.forbidden' }));
    await settled();
    expect(drafts.of('a').files[0]).toMatchObject({
      state: 'refused',
      refused: 'file.forbidden',
    });
  });

  test('CHT-6: after a lost connection the file is sent again', async () => {
    drafts.add(PROJECT, 'a', [aFile('1.pdf')], rules);
    sent[0]!.reject(new Problem({ code: 'connection.lost' }));
    await settled();
    drafts.retry('a', drafts.of('a').files[0]!.id);
    expect(states('a')).toEqual(['uploading']);
    expect(sent.length).toBe(2);
  });

  test('CHT-6: a cancelled upload stops, and what waited takes its place', async () => {
    drafts.add(PROJECT, 'a', [aFile('1.png', 'image/png'), aFile('2.pdf'), aFile('3.pdf')], rules);
    drafts.remove('a', drafts.of('a').files[0]!.id);
    expect(sent[0]!.cancelled).toBe(true);
    expect(shown.size).toBe(0);
    expect(states('a')).toEqual(['uploading', 'uploading']);
    sent[0]!.resolve(stored('11'));
    await settled();
    expect(drafts.of('a').files.some((one) => one.stored)).toBe(false);
  });

  test('CHT-6: pictures sent as files go up once more, documents do not', async () => {
    drafts.add(PROJECT, 'a', [aFile('1.jpg', 'image/jpeg'), aFile('2.pdf')], rules);
    sent[0]!.resolve(stored('11'));
    sent[1]!.resolve(stored('12'));
    await settled();
    drafts.sendAsFiles('a', true, rules);
    expect(states('a')).toEqual(['uploading', 'ready']);
    expect(sent.map((one) => [one.name, one.as])).toEqual([
      ['1.jpg', 'photo'],
      ['2.pdf', 'file'],
      ['1.jpg', 'file'],
    ]);
  });

  test('CHT-6: a message takes ten files; the rest is told of', () => {
    const many = Array.from({ length: 12 }, (_, index) => aFile(`${index}.pdf`));
    expect(drafts.add(PROJECT, 'a', many, rules)).toBe(2);
    expect(drafts.add(PROJECT, 'a', [aFile('13.pdf')], rules)).toBe(1);
    expect(drafts.of('a').files.length).toBe(10);
  });

  test('CHT-6: a sent draft leaves nothing behind, neither files nor the quoted message', () => {
    drafts.reply(PROJECT, 'a', { message: '5', text: 'Hello' });
    drafts.add(PROJECT, 'a', [aFile('1.png', 'image/png')], rules);
    expect(drafts.of('a').reply?.message).toBe('5');
    drafts.clear('a');
    expect(drafts.of('a')).toMatchObject({ files: [], reply: null });
    expect(shown.size).toBe(0);
  });
});
