/** Names of images as docker spells them out. Upstream: pkg/util/parsers, github.com/distribution/reference */

const DEFAULT_DOMAIN = 'docker.io';
const REFERENCE = /^[a-z0-9][\w.:/@-]*$/i;

/** The registry, the repository in it and the tag or digest; undefined for what is not a name. */
export interface ImageName {
  readonly domain: string;
  readonly path: string;
  /** With its colon or at sign. */
  readonly version: string;
}

export function parseImageName(text: string): ImageName | undefined {
  if (!REFERENCE.test(text)) return undefined;
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const hasDomain = first.includes('.') || first.includes(':') || first === 'localhost';
  const rest = hasDomain ? named.slice(slash + 1) : named;
  const colon = rest.lastIndexOf(':');
  const repository = colon < 0 ? rest : rest.slice(0, colon);
  if (repository === '' || repository !== repository.toLowerCase()) return undefined;
  const domain = hasDomain ? first : DEFAULT_DOMAIN;
  const path = domain === DEFAULT_DOMAIN && !repository.includes('/') ? `library/${repository}` : repository;
  return { domain, path, version: at >= 0 ? text.slice(at) : colon < 0 ? ':latest' : rest.slice(colon) };
}

/** As statuses name it: docker.io/local/shell:latest */
export function fullImageName(text: string): string {
  const name = parseImageName(text);
  return name === undefined ? text : `${name.domain}/${name.path}${name.version}`;
}
