/** A scenario that failed, in words: where it is written, what was asked and answered, what was expected, and why it is so. */
import type { ScenarioResult } from './results';

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');

export function failureText({ pickle, line, status, failure }: ScenarioResult, kubernetesVersion: string): string {
  const at = `${pickle.uri}:${failure?.line ?? line}`;
  const head = `${status} ${at}  ${pickle.name}  (Kubernetes ${kubernetesVersion})`;
  if (failure === undefined) return head;
  const exchange = failure.exchange === undefined ? [] : [`  ${failure.exchange}`];
  return [head, `  ${failure.step}`, ...exchange, '', indented(failure.message), ''].join('\n');
}
