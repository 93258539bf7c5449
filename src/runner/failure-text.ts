/** A scenario that failed, in words: where it is written, what was asked and answered, what was expected, and why it is so. */
import type { ScenarioResult } from './results';
import { SitePlaces } from './site-places';

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');

/** Ends with where the site has the claims of the scenario. */
export function failureText({ pickle, line, status, failure }: ScenarioResult, kubernetesVersion: string, places = SitePlaces.none): string {
  const at = `${pickle.uri}:${failure?.line ?? line}`;
  const head = `${status} ${at}  ${pickle.name}  (Kubernetes ${kubernetesVersion})`;
  if (failure === undefined) return head;
  const exchange = failure.exchange === undefined ? [] : [`  ${failure.exchange}`];
  const claims = places.claimsOf(pickle.tags.map(({ name }) => name)).map(({ id, address }) => `  ${id}: ${address}`);
  return [head, `  ${failure.step}`, ...exchange, '', indented(failure.message), ...(claims.length === 0 ? [] : ['', ...claims]), ''].join('\n');
}
