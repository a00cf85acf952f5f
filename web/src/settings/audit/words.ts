import type { TFunction } from 'i18next';
import { SCOPES } from '../api/scopes';
import { RIGHTS } from '../team/rights';

const NAMES: readonly string[] = RIGHTS.flatMap(({ names }) => names);

/** Fields as the log calls them. */
const FIELDS: Record<string, string> = {
  role: 'role',
  name: 'name',
  color: 'color',
  sources: 'sources',
  members: 'members',
  choices: 'choices',
  assignment: 'assignment',
  'time zone': 'time_zone',
  'return to manager': 'return_to_manager',
  'assignment cap': 'assignment_cap',
  'departments forbidden': 'departments_forbidden',
};

/** Whole phrases of the log. */
const PHRASES: Record<string, string> = {
  'open to everybody': 'open',
  'recovery code': 'recovery_code',
  'e-mail': 'email',
};

const VALUES: Record<string, string> = {
  forbidden: 'audit.values.forbidden',
  allowed: 'audit.values.allowed',
  on: 'audit.values.on',
  off: 'audit.values.off',
  none: 'audit.values.none',
  'as the project': 'audit.values.as_project',
  owner: 'projects.role.owner',
  admin: 'projects.role.admin',
  manager: 'projects.role.manager',
  by_hand: 'assignment.by_hand',
  round_robin: 'assignment.round_robin',
  least_loaded: 'assignment.least_loaded',
};

/** What was done, as people say it; the server's own name of what has no words yet. */
export function actionText(t: TFunction, action: string): string {
  return t([`audit.actions.${action}`, 'audit.unknown'], { action });
}

function valueText(t: TFunction, value: string): string {
  const known = VALUES[value];
  return known ? t(known) : value;
}

function fieldText(t: TFunction, field: string): string | null {
  if (NAMES.includes(field)) return t('audit.quoted', { text: t(`rights.names.${field}`) });
  const known = FIELDS[field];
  return known ? t(`audit.fields.${known}`) : null;
}

function pieceText(t: TFunction, piece: string): string {
  const phrase = PHRASES[piece];
  if (phrase) return t(`audit.phrases.${phrase}`);
  if (SCOPES.some((scope) => scope === piece)) return t(`tokens.scope.${piece}`);
  const role = /^as (owner|admin|manager)$/.exec(piece);
  if (role) return `${t('audit.fields.role')}: ${valueText(t, role[1] ?? '')}`;
  const [name = '', ...rest] = piece.split(': ');
  const field = fieldText(t, name);
  if (rest.length === 0 || field === null) return piece;
  const values = rest.join(': ').split(' → ');
  // What people wrote themselves stays as it is, even when it looks like a word of ours.
  const own = name === 'name';
  return `${field}: ${values.map((value) => (own ? value : valueText(t, value))).join(' → ')}`;
}

/** "role: manager → admin, others: forbidden" in the reader's words; the unknown as it stands. */
export function detailText(t: TFunction, detail: string): string {
  return detail
    .split(', ')
    .map((piece) => pieceText(t, piece))
    .join(', ');
}
