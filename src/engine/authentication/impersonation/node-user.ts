/** The node behind a user name such as system:node:node1. */
import { dnsSubdomain } from '../../apimachinery/names';

const PREFIX = 'system:node:';

export function nodeOf(userName: string): string | undefined {
  if (!userName.startsWith(PREFIX)) return undefined;
  const name = userName.slice(PREFIX.length);
  return dnsSubdomain(name).length === 0 ? name : undefined;
}
