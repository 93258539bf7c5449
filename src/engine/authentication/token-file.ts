/**
 * --token-auth-file: lines of token,user,uid and, quoted if there are several, groups. Read once; of a token given twice the
 * last line counts, a line without a token counts for nothing. After k8s.io/apiserver/pkg/authentication/token/tokenfile.
 */
import type { Identity } from '../api/identity';
import { parseCsv } from '../golang/csv';
import { StartError } from '../errors/start-error';
import type { TokenAuthenticator } from './authenticator';
import { readFile } from './read-file';

function recordsIn(path: string): readonly (readonly string[])[] {
  const text = readFile(path);
  try {
    return parseCsv(text);
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}

export function tokenFile(path: string): TokenAuthenticator {
  const users = new Map<string, Identity>();
  for (const record of recordsIn(path)) {
    const [token = '', name = '', uid = '', groups] = record;
    if (record.length < 3) throw new StartError(`token file '${path}' must have at least 3 columns (token, user name, user uid), found ${record.length}`);
    if (token !== '') users.set(token, { name, uid, groups: groups === undefined ? [] : groups.split(','), extra: {} });
  }
  return {
    name: 'token file',
    authenticateToken(token) {
      const user = users.get(token);
      return user && { user };
    },
  };
}
