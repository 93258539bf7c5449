/** What is wrong between claims and the scenarios that speak of them. Each message names the claim, the place and the remedy. */
import { VERSIONS } from '../engine/versions';
import { inapplicable } from '../runner/version-tags';
import type { Claim } from './claim';
import { speaksOf, type ClaimScenario } from './claim-scenarios';

/** No Kubernetes has a minor version beyond this. */
const LAST_MINOR = 99;
/** Those that are tested come first: a message names one of them where it can. */
const EVERY_VERSION: readonly string[] = [...VERSIONS, ...Array.from({ length: LAST_MINOR + 1 }, (_, minor) => `1.${minor}`)];

const placeOf = ({ uri, line }: { readonly uri: string; readonly line: number }): string => `${uri}:${line}`;

const appliesTo = (version: string) => (scenario: ClaimScenario) => inapplicable(scenario.tags, version) === undefined;

/** How many characters at the beginning two ids have in common. */
function inCommon(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function nearest(id: string, claims: readonly Claim[]): string {
  const [best] = [...claims].sort((a, b) => inCommon(b.id, id) - inCommon(a.id, id));
  return best === undefined || inCommon(best.id, id) === 0 ? '' : ` The nearest id is ${best.id}.`;
}

function tagFaults(claims: readonly Claim[], scenarios: readonly ClaimScenario[]): readonly string[] {
  const known = new Map(claims.map((claim) => [claim.id, claim]));
  return scenarios.flatMap((scenario) =>
    scenario.claims.flatMap(({ says, id, tag, line }) => {
      const place = placeOf({ uri: scenario.uri, line });
      if (says === 'faulty') return [`${place}: ${tag} names no claim. Write @claim:ID or @refutes:ID.`];
      const claim = known.get(id);
      if (claim === undefined) return [`${place}: ${tag}: no claim has the id ${id}.${nearest(id, claims)} Correct the tag, or add the claim.`];
      const field = claim.until !== undefined ? 'until' : claim.unshowable !== undefined ? 'unshowable' : undefined;
      return field === undefined
        ? []
        : [`${claim.file}:${claim.line}: ${id} has \`${field}\`, although ${place} shows it. Take \`${field}\` from the claim, or the tag from the scenario.`];
    }),
  );
}

function conflict(claim: Claim, scenarios: readonly ClaimScenario[]): readonly string[] {
  const supporting = scenarios.filter((scenario) => speaksOf(scenario, claim.id, 'supports'));
  const refuting = scenarios.filter((scenario) => speaksOf(scenario, claim.id, 'refutes'));
  const version = EVERY_VERSION.find((one) => supporting.some(appliesTo(one)) && refuting.some(appliesTo(one)));
  const [yes, no] = [supporting, refuting].map((those) => those.find(appliesTo(version ?? '')));
  if (version === undefined || yes === undefined || no === undefined) return [];
  return [
    `${claim.file}:${claim.line}: ${claim.id} is supported by ${placeOf(yes)} and refuted by ${placeOf(no)}, both for Kubernetes ${version}. ` +
      'Let them hold for different versions (@since-1.N, @until-1.N), or split the claim.',
  ];
}

/** Faults that no result could mend: ids that no claim has, and claims that are supported and refuted at once. */
export function linkFaults(claims: readonly Claim[], scenarios: readonly ClaimScenario[]): readonly string[] {
  return [...new Set([...tagFaults(claims, scenarios), ...claims.flatMap((claim) => conflict(claim, scenarios))])];
}

/** Claims that no scenario speaks of and that do not say why. */
export function unspoken(claims: readonly Claim[], scenarios: readonly ClaimScenario[]): readonly string[] {
  const spoken = new Set(scenarios.flatMap((scenario) => scenario.claims.map(({ id }) => id)));
  return claims
    .filter((claim) => !spoken.has(claim.id) && claim.until === undefined && claim.unshowable === undefined)
    .map(
      ({ id, file, line }) =>
        `${file}:${line}: no scenario speaks of ${id}. Tag one with @claim:${id} or @refutes:${id}, or say with \`until\` or \`unshowable\` why there is none.`,
    );
}
