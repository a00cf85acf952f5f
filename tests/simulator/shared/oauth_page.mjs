const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => names[sign]);

/**
 * A sign-in page: one "Allow" button per person, and one that refuses.
 * @param {object} page
 * @param {string} page.title
 * @param {string} page.asks      what the program asks for
 * @param {string} page.action    where the form goes, by POST
 * @param {Record<string, string>} page.hidden  sent along as it came
 * @param {{id: string | number, name: string}[]} page.people  the chosen one comes as `person`
 * @returns {string} HTML
 */
export function oauthPage({ title, asks, action, hidden, people }) {
  const kept = Object.entries(hidden)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  const buttons = people
    .map(({ id, name }) => {
      const words = `Allow as ${escape(name)}`;
      return `<p><button name="person" value="${escape(id)}">${words}</button></p>`;
    })
    .join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem}
button{font:inherit;width:100%;padding:.7rem}</style>
<h1>${escape(title)}</h1><p>${escape(asks)}</p>
<form method="post" action="${escape(action)}">${kept}${buttons}
<p><button name="deny" value="1">Not now</button></p></form></html>`;
}
