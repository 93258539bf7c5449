/** The user that the headers of a request name, as they are: nothing is checked or added here. */
import type { ApiRequest } from '../../api/http';
import type { Identity } from '../../api/identity';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';
import { headerOf, headerValues } from '../authenticator';

const EXTRA = 'impersonate-extra-';

/** A key may be percent-encoded, since a header name cannot have every character; one that does not decode stays. */
function unescaped(key: string): string {
  if (/%(?![0-9a-f]{2})/i.test(key)) return key;
  const bytes = key.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export function wantedUser(request: ApiRequest, version: Version): Identity {
  const extra: Record<string, readonly string[]> = {};
  for (const header of Object.keys(request.headers)) {
    if (!header.startsWith(EXTRA)) continue;
    const key = unescaped(header.slice(EXTRA.length));
    extra[key] = [...(extra[key] ?? []), ...headerValues(request, header)];
  }
  return {
    name: headerOf(request, 'impersonate-user'),
    uid: version.has('impersonateUid') ? headerOf(request, 'impersonate-uid') : '',
    groups: headerValues(request, 'impersonate-group'),
    extra,
  };
}

export const isNobody = ({ uid, groups, extra }: Identity): boolean => uid === '' && groups.length === 0 && Object.keys(extra).length === 0;

const printedSlice = (texts: readonly string[]): string => `[]string{${texts.map(quote).join(', ')}}`;

/** How Go prints the user with %#v. */
export function goSyntax({ name, uid, groups, extra }: Identity): string {
  const keys = Object.keys(extra).sort();
  const printedExtra = keys.length === 0 ? '(nil)' : `{${keys.map((key) => `${quote(key)}:${printedSlice(extra[key] ?? [])}`).join(', ')}}`;
  return `&user.DefaultInfo{Name:${quote(name)}, UID:${quote(uid)}, Groups:${groups.length === 0 ? '[]string(nil)' : printedSlice(groups)}, Extra:map[string][]string${printedExtra}}`;
}
