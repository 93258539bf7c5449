/** The path and query of a request as its URL has them. After RequestURI of net/url. */

/** Absolute targets lose scheme and host. */
export function requestUriOf(target: string): string {
  const authority = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^/?]*/.exec(target)?.[0] ?? '';
  const path = target.slice(authority.length);
  return path.startsWith('/') || path === '*' ? path : `/${path}`;
}
