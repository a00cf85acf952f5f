import type { TFunction } from 'i18next';
import type { Problem } from '../api/problem';

const FIELDS = ['email', 'password', 'name', 'time_zone', 'token'];

/** What a refusal says to a person. */
export function problemText(t: TFunction, problem: Problem): string {
  return t([`errors.${problem.code}`, 'errors.unknown'], {
    name: problem.by?.name || '…',
    host: problem.host || '…',
    count: Math.max(1, Math.ceil((problem.retryAfter ?? 60) / 60)),
  });
}

/** Which form fields are not well-formed, with words for each; other refusals speak for themselves. */
export function fieldTexts(t: TFunction, problem: Problem): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const error of problem.code === 'request.invalid' ? problem.errors : []) {
    const field = error.pointer.replace(/^\//, '');
    texts[field] = t(`errors.field.${FIELDS.includes(field) ? field : 'other'}`);
  }
  if (problem.code === 'auth.email_taken') texts['email'] = t('errors.auth.email_taken');
  if (problem.code === 'channel.bad_token') texts['token'] = t('errors.channel.bad_token');
  return texts;
}
