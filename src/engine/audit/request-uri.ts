/** The path and query of a request as its URL has them. After RequestURI of net/url. */

/** Absolute targets lose scheme and host. */
export function requestUriOf(target: string): string {
  const path = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^/?]*(.*)$/s.exec(target)?.[1] ?? target;
  return path.startsWith('/') || path === '*' ? path : `/${path}`;
}
