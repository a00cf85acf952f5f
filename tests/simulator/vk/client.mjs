const newButtons = ['text', 'vkpay', 'open_app', 'location', 'open_link', 'callback'];
const oldButtons = ['text', 'vkpay', 'location'];
/** Numbers of languages as clients tell them. */
const languages = { ru: 0, uk: 1, be: 2, en: 3 };
const startTexts = { ru: 'Начать', uk: 'Почати', be: 'Пачаць', en: 'Start' };
/** What `users.get` tells besides the name, when asked and known. */
const profileFields = [
  ...['screen_name', 'sex', 'city', 'country', 'timezone', 'bdate', 'has_mobile', 'language'],
];

/** A person with a phone. */
export class Client {
  /**
   * @param {any} fields  also: language (ru, uk, be, en), old_client (knows no callback buttons),
   *   deactivated ('deleted' | 'banned'), privacy ('closed' refuses all messages), names
   *   ({en: {first_name, last_name}}), and the fields of `users.get`
   */
  constructor(fields) {
    const { id, photo, language = 'ru', names = {} } = fields;
    this.id = id;
    const [first = `Client ${id}`, ...others] = (fields.name ?? fields.first_name ?? '')
      .split(' ')
      .filter(Boolean);
    this.first_name = fields.first_name ?? first;
    this.last_name = fields.last_name ?? (fields.first_name ? '' : others.join(' '));
    this.name = `${this.first_name} ${this.last_name}`.trim();
    for (const field of profileFields) this[field] = fields[field];
    this.language = Object.hasOwn(languages, language) ? language : 'ru';
    this.names = names;
    /** File id of the photo. @type {string | null} */
    this.photo = photo || null;
    this.old_client = fields.old_client === true;
    this.deactivated = fields.deactivated ?? null;
    this.privacy = fields.privacy ?? 'open';
  }

  /** What this client's program can show, as it stands beside a new message. */
  clientInfo() {
    return {
      button_actions: this.old_client ? oldButtons : newButtons,
      keyboard: true,
      inline_keyboard: !this.old_client,
      carousel: !this.old_client,
      lang_id: languages[this.language],
    };
  }

  /** What the Start button sends. */
  startText() {
    return startTexts[this.language];
  }
}

/**
 * A person as `users.get` tells it.
 * @param {any} person     a client or an admin
 * @param {{fields: string[], lang?: string, photoUrl: string | null}} asked
 */
export function profileOf(person, { fields, lang, photoUrl }) {
  const { id, deactivated } = person;
  if (deactivated) {
    const first_name = deactivated === 'deleted' ? 'DELETED' : person.first_name;
    return { id, first_name, last_name: '', deactivated };
  }
  const { first_name, last_name } = person.names?.[lang] ?? person;
  const known = { ...person, domain: person.screen_name ?? `id${id}` };
  known.screen_name ??= known.domain;
  if (photoUrl) for (const name of ['photo_50', 'photo_200', 'photo_max']) known[name] = photoUrl;
  const told = { id, first_name, last_name, can_access_closed: true, is_closed: false };
  for (const name of [...profileFields, 'domain', 'photo_50', 'photo_200', 'photo_max']) {
    if (fields.includes(name) && known[name] !== undefined) told[name] = known[name];
  }
  return told;
}
