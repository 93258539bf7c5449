/** For example `User "jane"`, `ServiceAccount "default/foo"`. */
import { quote } from '../engine/golang/quote';
import { accountOf, type Who } from './who';

export function subjectInWords({ kind, name }: Who): string {
  const account = accountOf({ kind, name });
  return account === undefined ? `${kind} ${quote(name)}` : `ServiceAccount ${quote(`${account.name}/${account.namespace}`)}`;
}
