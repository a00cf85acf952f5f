/** Goes to another site (a platform's login): the router knows only our own pages. */
export function leaveTo(url: string): void {
  const { protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`not a site: ${url}`);
  document.location.assign(url);
}

/** An address for people: links of the web chat are relative to this server. */
export const absolute = (link: string) => new URL(link, document.baseURI).href;
