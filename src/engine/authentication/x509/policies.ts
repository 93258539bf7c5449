/**
 * Whether a chain has the certificate policies that it says it must have. Most chains say nothing of policies.
 * After policiesValid of crypto/x509/verify.go, with the initial values of a server that asks for no policy.
 */
import type { Certificate } from './certificate';
import { ANY_POLICY, PolicyGraph } from './policy-graph';
import type { PolicyMapping } from './policy-extensions';

/** How many more certificates may come before each holds. */
interface Countdowns {
  inhibitAny: number;
  explicit: number;
  mapping: number;
}

const lowered = (count: number): number => Math.max(count - 1, 0);
/** A number below zero counts for nothing. */
const least = (count: number, limit: number | undefined): number => (limit !== undefined && limit >= 0 ? Math.min(count, limit) : count);
const isSelfIssued = ({ rawIssuer, rawSubject }: Certificate): boolean => rawIssuer.equals(rawSubject);

/** Reports whether the mappings are in order. */
function applyMappings(graph: PolicyGraph, mappings: readonly PolicyMapping[], areTaken: boolean): boolean {
  if (areTaken && mappings.some(({ issuer, subject }) => issuer === ANY_POLICY || subject === ANY_POLICY)) return false;
  const issuers = new Set(mappings.map(({ issuer }) => issuer));
  if (!areTaken) issuers.forEach((issuer) => graph.remove(issuer));
  graph.prune();
  if (!areTaken) return true;
  for (const policy of issuers)
    graph.map(
      policy,
      mappings.filter(({ issuer }) => issuer === policy).map(({ subject }) => subject),
    );
  return true;
}

function countDown(counts: Countdowns, certificate: Certificate): void {
  const { requireExplicit, inhibitMapping, inhibitAny } = certificate.policies;
  const next = isSelfIssued(certificate) ? (count: number): number => count : lowered;
  counts.explicit = least(next(counts.explicit), requireExplicit);
  counts.mapping = least(next(counts.mapping), inhibitMapping);
  counts.inhibitAny = least(next(counts.inhibitAny), inhibitAny);
}

/** From the leaf to the root, which itself counts for nothing. */
export function arePoliciesValid(chain: readonly Certificate[]): boolean {
  const below = chain.slice(0, -1);
  const [leaf] = below;
  if (leaf === undefined) return true;
  const start = below.length + 1;
  const counts: Countdowns = { inhibitAny: start, explicit: start, mapping: start };
  let graph: PolicyGraph | undefined = new PolicyGraph();
  for (const certificate of [...below].reverse()) {
    const { identifiers, mappings } = certificate.policies;
    const isLeaf = certificate === leaf;
    if (identifiers.length === 0) graph = undefined;
    if (counts.explicit === 0 && graph === undefined) return false;
    graph?.descend(identifiers, counts.inhibitAny > 0 || (!isLeaf && isSelfIssued(certificate)));
    if (isLeaf) break;
    if (graph !== undefined && mappings.length > 0 && !applyMappings(graph, mappings, counts.mapping > 0)) return false;
    countDown(counts, certificate);
  }
  const explicit = leaf.policies.requireExplicit === 0 ? 0 : lowered(counts.explicit);
  return explicit > 0 || graph?.isAnyValid === true;
}
