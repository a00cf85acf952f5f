/** How a message of the page looks on the person's phone. */

const kinds = { image: 'photo', video: 'video', audio: 'audio', file: 'file' };

/** @param {any} button */
function shownButton({ type, title, payload, url }) {
  if (type === 'web_url') return { text: title, kind: 'url', url };
  if (type === 'phone_number') return { text: title, kind: 'url', url: `tel:${payload}` };
  return { text: title, kind: 'reply', payload };
}

/** @param {any} reply @param {any} client */
function shownQuickReply({ content_type: type, title, payload }, client) {
  if (type === 'user_phone_number') {
    return { text: client.phone_number, kind: 'contact', payload: client.phone_number };
  }
  if (type === 'user_email') return { text: client.email, kind: 'contact', payload: client.email };
  return { text: title, kind: 'reply', payload };
}

const rows = (buttons) => buttons.map((button) => [shownButton(button)]);

/** @param {any} payload  of a template */
function shownTemplate({ template_type: type, text, buttons = [], elements = [] }) {
  if (type === 'button') return { text, buttons: rows(buttons) };
  const attachments = elements.map((element) => ({
    ...{ kind: 'card', title: element.title, text: element.subtitle, url: element.image_url },
    buttons: (element.buttons ?? []).map(shownButton),
  }));
  return { attachments };
}

/**
 * @param {any} message  as sent
 * @param {import('./thread.mjs').Thread} thread
 * @param {{url: string, name: string, size: number}} [file]  its media
 */
export function shownOf(message, thread, file) {
  const { text, attachment, quick_replies: replies, sticker_id, template } = message;
  const keyboard = replies?.map((reply) => [shownQuickReply(reply, thread.client)]) ?? null;
  const shown = { keyboard };
  if (text !== undefined) shown.text = text;
  if (template) shown.text = `[${template.name}]`;
  if (sticker_id !== undefined) shown.attachments = [{ kind: 'sticker', name: String(sticker_id) }];
  if (attachment?.type === 'template') Object.assign(shown, shownTemplate(attachment.payload));
  else if (attachment) {
    shown.attachments = [
      { kind: kinds[attachment.type], url: file.url, name: file.name, size: file.size },
    ];
  }
  return shown;
}
