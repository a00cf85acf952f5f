import { expect, test } from 'vitest';
import { LARGEST_PHOTO, photoTrouble } from './photo-rules';

test('TEAM-1: what can not be a photo is told before it is sent', () => {
  expect(photoTrouble({ type: 'image/png', size: LARGEST_PHOTO })).toBeNull();
  expect(photoTrouble({ type: 'image/png', size: LARGEST_PHOTO + 1 })).toBe('too_large');
  expect(photoTrouble({ type: 'image/svg+xml', size: 10 })).toBe('kind');
  expect(photoTrouble({ type: '', size: 10 })).toBe('kind');
});
