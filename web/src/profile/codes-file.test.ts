import { expect, test } from 'vitest';
import { codesFile } from './codes-file';

test('ACC-4: the downloaded file holds every recovery code, one to a line', async () => {
  const codes = ['abcd-1234', 'efgh-5678'];
  const response = await fetch(codesFile('Коды для anna@example.org', codes));
  expect(await response.text()).toBe('Коды для anna@example.org\n\nabcd-1234\nefgh-5678\n');
});
