import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { administrationWords as enWords } from '../../i18n/en-administration';
import { en } from '../../i18n/en';
import { administrationWords as ruWords } from '../../i18n/ru-administration';
import { ru } from '../../i18n/ru';
import { actionText, detailText } from './words';

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    fallbackLng: false,
    showSupportNotice: false,
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
  });
  i18next.addResourceBundle('en', 'translation', enWords, true, true);
  i18next.addResourceBundle('ru', 'translation', ruWords, true, true);
});

const ACTIONS = [
  'auth.sign_in',
  'auth.change_password',
  'auth.totp_confirm',
  'auth.totp_off',
  'auth.recovery_codes',
  'auth.finish_reset',
  'auth.end_session',
  'auth.end_other_sessions',
  'auth.update_me',
  'projects.create',
  'projects.update',
  'projects.set_logo',
  'projects.drop_logo',
  'members.add',
  'members.update',
  'members.remove',
  'staff.remove',
  'invites.create',
  'invites.revoke',
  'invites.accept',
  'departments.create',
  'departments.update',
  'departments.delete',
  'variables.create',
  'variables.update',
  'variables.delete',
  'tokens.create',
  'tokens.delete',
  'channels.connect',
  'channels.update',
  'channels.disconnect',
];

describe('ACC-7: the audit log reads as sentences', () => {
  test.each(['en', 'ru'])('ACC-7: every action of the log has words in %s', (language) => {
    const t = i18next.getFixedT(language);
    for (const action of ACTIONS) {
      const text = actionText(t, action);
      expect(text, action).not.toBe(action);
      expect(text, action).not.toContain('audit.');
    }
  });

  test('ACC-7: an action without words is shown under its own name', () => {
    expect(actionText(i18next.getFixedT('ru'), 'broadcasts.send')).toBe('broadcasts.send');
  });

  test('ACC-7: what changed is told in the language of the reader', () => {
    const t = i18next.getFixedT('ru');
    expect(detailText(t, 'role: manager → admin, others: forbidden, take: allowed')).toBe(
      'роль: Менеджер → Администратор, «Другие»: запрещено, «Брать новые обращения»: разрешено',
    );
    expect(detailText(t, 'return to manager: off → on, assignment cap: 0 → 5')).toBe(
      'повторные к своему менеджеру: выкл. → вкл., предел по правилу: 0 → 5',
    );
    expect(detailText(t, 'as manager, search: forbidden')).toBe(
      'роль: Менеджер, «Поиск»: запрещено',
    );
    expect(detailText(i18next.getFixedT('en'), 'chats.read, project.write')).toBe(
      'Read chats, Change settings',
    );
  });

  test('ACC-7: names that people gave are left alone', () => {
    const t = i18next.getFixedT('ru');
    expect(detailText(t, 'name: none → on')).toBe('название: none → on');
    expect(detailText(t, 'something: else → entirely, new')).toBe(
      'something: else → entirely, new',
    );
    expect(detailText(t, '')).toBe('');
  });
});
