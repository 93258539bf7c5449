/** The user that the headers of a request name, as they are: nothing is checked or added here. */
import type { ApiRequest } from '../../api/http';
import type { Identity } from '../../api/identity';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';
import { headerOf, headerValues } from '../authenticator';
import { extraHeaders } from '../extra-headers';
import { own } from '../../golang/map';

const EXTRA = 'impersonate-extra-';

export function wantedUser(request: ApiRequest, version: Version): Identity {
  return {
    name: headerOf(request, 'impersonate-user'),
    uid: version.has('impersonateUid') ? headerOf(request, 'impersonate-uid') : '',
    groups: headerValues(request, 'impersonate-group'),
    extra: extraHeaders(request, [EXTRA]),
  };
}

export const isNobody = ({ uid, groups, extra }: Identity): boolean => uid === '' && groups.length === 0 && Object.keys(extra).length === 0;

const printedSlice = (texts: readonly string[]): string => `[]string{${texts.map(quote).join(', ')}}`;

/** How Go prints the user with %#v. */
export function goSyntax({ name, uid, groups, extra }: Identity): string {
  const keys = Object.keys(extra).sort();
  const printedExtra = keys.length === 0 ? '(nil)' : `{${keys.map((key) => `${quote(key)}:${printedSlice(own(extra, key) ?? [])}`).join(', ')}}`;
  return `&user.DefaultInfo{Name:${quote(name)}, UID:${quote(uid)}, Groups:${groups.length === 0 ? '[]string(nil)' : printedSlice(groups)}, Extra:map[string][]string${printedExtra}}`;
}
