/** What is secret of an exchange that is replayed: of its request, of the answer that was recorded, and of the one that came. */
import { findInHeader, findInPath } from '../report/masking/find-in-exchange';
import { findInObject, findInText } from '../report/masking/find';
import { found, type Found } from '../report/masking/found';
import { aboutSecrets } from '../report/masking/structure';
import type { Exchange } from './recording';

/** `text` is the body of the answer that came, and `saved` are values of earlier answers, which the request may hold. */
export function secretsOf({ as, request, response }: Exchange, text: string, saved: ReadonlyMap<string, unknown>): readonly Found[] {
  const { path, headers = {}, body } = request;
  const secret = aboutSecrets(path);
  const inBody = (value: unknown): readonly Found[] => (typeof value === 'string' ? findInText(value, secret) : findInObject(value, secret));
  const credential =
    typeof as === 'object' ? ('token' in as ? [found(as.token)] : 'basic' in as ? [found(as.basic), found(as.basic.split(':')[1] ?? '')] : []) : [];
  return [
    ...credential,
    ...[...saved.values()].flatMap((value) => (typeof value === 'string' ? findInText(value) : [])),
    ...findInPath(path),
    ...Object.entries(headers).flatMap(([name, values]) => [values].flat().flatMap((value) => findInHeader(name, value))),
    ...inBody(body),
    ...inBody(response.body),
    ...findInText(text, secret),
  ];
}
