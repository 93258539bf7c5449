/**
 * --authorization-policy-file: a policy a line; blank lines and lines that begin with # are comments. The first bad line stops
 * the start, with its number and its text. After NewFromFile of k8s.io/kubernetes/pkg/auth/authorizer/abac/abac.go.
 */
import { readFileBytes } from '../../golang/files';
import type { Version } from '../../versions';
import type { Policy } from './policy';
import { policyOfLine } from './policy-line';

/** bufio.Scanner reads no longer ones. */
const LONGEST_LINE = 65_535;
/** unicode.IsSpace, which other than JavaScript takes NEL for a space and the byte order mark for none. */
const COMMENT = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*(?:#|$)/;

function contentOf(path: string): string {
  try {
    return readFileBytes(path).toString();
  } catch (error) {
    const { message } = error as Error;
    throw new Error(message.startsWith('read ') ? `error reading policy file ${path}: ${message}` : message, { cause: error });
  }
}

function policiesAt(path: string, line: string, number: number, version: Version): readonly Policy[] {
  if (Buffer.byteLength(line) > LONGEST_LINE) throw new Error(`error reading policy file ${path}: bufio.Scanner: token too long`);
  const text = line.replace(/\r$/, '');
  if (COMMENT.test(text)) return [];
  try {
    return [{ ...policyOfLine(text, version), line: number }];
  } catch (error) {
    throw new Error(`error reading policy file ${path}, line ${number}: ${text}: ${(error as Error).message}`, { cause: error });
  }
}

export const readPolicyFile = (path: string, version: Version): readonly Policy[] =>
  contentOf(path)
    .split('\n')
    .flatMap((line, at) => policiesAt(path, line, at + 1, version));
