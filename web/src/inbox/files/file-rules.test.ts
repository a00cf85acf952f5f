import { describe, expect, test } from 'vitest';
import { rulesOf } from '../../testing/samples';
import { LARGEST_FILE, MB, mostBytes, objection, uploadAs } from './file-rules';

const file = (name: string, type: string, size: number) => ({ name, type, size });
const rules = rulesOf({ video_bytes: 26 * MB, document_bytes: 50 * MB });

describe('CHT-6: limits are told before anything travels', () => {
  test.each(['setup.exe', 'App.DMG', 'run.sh', 'install.msi', 'mobile.apk', 'trick.exe. '])(
    'CHT-6: a program is refused: %s',
    (name) => {
      expect(objection(file(name, 'application/octet-stream', 10), rules)).toBe('file.forbidden');
    },
  );

  test('CHT-6: what only sounds like a program is taken', () => {
    expect(objection(file('exe', '', 10), rules)).toBe('file.forbidden');
    expect(objection(file('my.exe.txt', 'text/plain', 10), rules)).toBeNull();
    expect(objection(file('shell.pdf', 'application/pdf', 10), rules)).toBeNull();
  });

  test('CHT-6: a picture up to 3 MB goes as a picture, a larger one as a file', () => {
    const most = file('a.jpg', 'image/jpeg', 3 * MB);
    expect(uploadAs(most, rules, false)).toBe('photo');
    expect(uploadAs({ ...most, size: 3 * MB + 1 }, rules, false)).toBe('file');
    expect(objection({ ...most, size: 3 * MB + 1 }, rules)).toBeNull();
  });

  test('CHT-6: a messenger that takes smaller pictures gets them as files sooner', () => {
    const picture = file('a.png', 'image/png', 2 * MB);
    expect(uploadAs(picture, rulesOf({ photo_bytes: MB }), false)).toBe('file');
  });

  test('CHT-6: pictures go as files when that is wished, and kinds that are not shown always', () => {
    expect(uploadAs(file('a.png', 'image/png', 10), rules, true)).toBe('file');
    expect(uploadAs(file('a.svg', 'image/svg+xml', 10), rules, false)).toBe('file');
    expect(uploadAs(file('a.webp', 'image/webp', 10), rules, false)).toBe('file');
  });

  test('CHT-6: nothing is over 100 MB, and the messenger’s own limit counts', () => {
    const document = file('a.zip', 'application/zip', 50 * MB);
    expect(objection(document, rules)).toBeNull();
    expect(objection({ ...document, size: 50 * MB + 1 }, rules)).toBe('file.too_large');
    expect(mostBytes(document, rulesOf({ document_bytes: 200 * MB }))).toBe(LARGEST_FILE);
    expect(mostBytes(document, undefined)).toBe(LARGEST_FILE);
  });

  test('CHT-6: a video too large as a video may still go as a document', () => {
    expect(objection(file('a.mp4', 'video/mp4', 40 * MB), rules)).toBeNull();
  });

  test('CHT-6: an empty file is refused', () => {
    expect(objection(file('a.txt', 'text/plain', 0), rules)).toBe('file.empty');
  });
});
