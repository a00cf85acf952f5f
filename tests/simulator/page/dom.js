/**
 * Makes an element. Text is always text, never markup: what clients write is not to be trusted.
 * @param {string} tag
 * @param {Record<string, any>} [fields] properties; `on…` are listeners, `aria`, `data` are maps
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(tag, fields = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'aria') {
      for (const [key, one] of Object.entries(value)) node.setAttribute(`aria-${key}`, one);
    } else if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else {
      node[name] = value;
    }
  }
  node.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

const shades = ['#b5475a', '#8a5a1f', '#2c7a55', '#1f6f8b', '#5a55b5', '#8b3f8f'];

const shadeOf = (id) => [...id].reduce((sum, sign) => sum + sign.charCodeAt(0), 0) % shades.length;

/** A round picture with the first letters of a name. */
export function face(name, id) {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '')
    .join('');
  const node = h('span', { className: 'face', aria: { hidden: 'true' } }, letters.toUpperCase());
  node.style.background = shades[shadeOf(String(id))];
  return node;
}
