/** What an authorizer said of a request, as lines that a report shows. */
import type { Explanation, Evidence } from '../engine/api/explainer';

const listed = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(', ');

function describeRule({ rule }: Evidence): string {
  if (rule === undefined) return '';
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const parts = { verbs, apiGroups, resources, resourceNames, nonResourceURLs };
  return Object.entries(parts)
    .flatMap(([field, values]) => (values === undefined ? [] : [`${field} [${listed(values)}]`]))
    .join(', ');
}

/** The lines that a report shows for what one authorizer said. */
export function explanationLines({ authorizer, decision, reason, error, cause, allowedBy, nearMisses }: Explanation): readonly string[] {
  const said = { Allow: 'allows', Deny: 'denies', NoOpinion: 'has no opinion' }[decision];
  return [
    `${authorizer} ${said}${[reason, cause]
      .filter((text) => text !== '')
      .map((text) => `; ${text}`)
      .join('')
      .replace(/^;/, ':')}`,
    ...(error === undefined ? [] : [`  it failed: ${error}`]),
    ...(allowedBy === undefined ? [] : [`  ${describeRule(allowedBy)}`]),
    ...(nearMisses.length === 0 ? [] : ['  nearest to allowing it:']),
    ...nearMisses.map(({ message }) => `  - ${message}`),
  ];
}
