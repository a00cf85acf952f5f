import { expect, test } from 'vitest';
import { buildRequest } from './http';
import { newKey } from './key';

test('PRJ-1: parameters go where the route wants them', () => {
  expect(buildRequest('channels.rearm', { project: '1', channel: '2', mode: 'polling' })).toEqual({
    method: 'POST',
    url: '/api/v1/projects/1/channels/2/rearm',
    body: '{"mode":"polling"}',
  });
  expect(buildRequest('members.list', { project: '1', limit: 5, cursor: undefined })).toEqual({
    method: 'GET',
    url: '/api/v1/projects/1/members?limit=5',
    body: null,
  });
  expect(buildRequest('channels.disconnect', { project: '1', channel: '../x' }).url).toBe(
    '/api/v1/projects/1/channels/..%2Fx',
  );
});

test('PRJ-5: a deletion carries what was typed to confirm it, and only then a body', () => {
  expect(buildRequest('projects.delete', { project: '1', name: 'Shop' })).toEqual({
    method: 'DELETE',
    url: '/api/v1/projects/1',
    body: '{"name":"Shop"}',
  });
  expect(buildRequest('members.remove', { project: '1', member: '2' }).body).toBeNull();
});

test('CHT-7: every write has a name of its own, a UUID', () => {
  const made = new Set(Array.from({ length: 500 }, newKey));
  expect(made.size).toBe(500);
  for (const key of made) {
    expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
