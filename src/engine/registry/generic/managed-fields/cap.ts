/**
 * Only so many managers that update have entries of their own: the oldest become one, `ancient-changes`, for each version.
 * After k8s.io/apimachinery/pkg/util/managedfields/internal/capmanagers.go.
 */
import { compareBytes } from '../../../golang/bytes';
import type { Turns } from '../../../golang/turns';
import { union } from './field-set';
import { identityOf, type Manager, type Owner, type Owners } from './managers';

const MAX_UPDATERS = 10;

export function* capped(owners: Owners): Turns<Owners> {
  const updaters = [...owners].filter(([, { operation }]) => operation === 'Update');
  if (updaters.length <= MAX_UPDATERS) return owners;
  const kept = new Map(owners);
  const firsts = new Map<string, string>();
  let count = updaters.length;
  for (const [identity, owner] of updaters.sort(byAge)) {
    if (count <= MAX_UPDATERS) break;
    const first = firsts.get(owner.apiVersion);
    if (first === undefined) {
      firsts.set(owner.apiVersion, identity);
      continue;
    }
    const bucket: Manager = { manager: 'ancient-changes', operation: 'Update', apiVersion: owner.apiVersion, subresource: '' };
    const bucketIdentity = identityOf(bucket);
    const merged = kept.get(bucketIdentity) ?? kept.get(first);
    if (!kept.has(bucketIdentity)) kept.delete(first);
    kept.set(bucketIdentity, { ...bucket, fields: merged === undefined ? owner.fields : yield* union(owner.fields, merged.fields), time: owner.time });
    kept.delete(identity);
    count -= 1;
  }
  return kept;
}

const byAge = ([a, { time: x = '' }]: readonly [string, Owner], [b, { time: y = '' }]: readonly [string, Owner]): number =>
  compareBytes(x, y) || compareBytes(a, b);
