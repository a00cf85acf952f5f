/** Pages of the panel only: nobody may be sent elsewhere by a link to the sign-in page. */
const WORTH_KEEPING =
  /^\/(p\/\d+\/(inbox|settings)(\/[\w/-]*)?|invite\/[\w-]+|profile|staff|projects)$/;

/** The sign-in page that leads back to where a person wanted to go. */
export function signInPath(path: string): string {
  return WORTH_KEEPING.test(path) ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in';
}

/** Where that was; null when nowhere in particular. */
export function wantedPath(search: string): string | null {
  const next = new URLSearchParams(search).get('next');
  return next && WORTH_KEEPING.test(next) ? next : null;
}
