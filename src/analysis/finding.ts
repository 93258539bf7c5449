/** What is found in manifests: what a server refuses, and what only looks right. Each with its place and what to do instead. */
export type Level = 'error' | 'warning' | 'note';

/** By id: how grave it is, and what it is in a message. */
export const RULES = {
  unreadable: { level: 'error', about: 'The file is not YAML or JSON with Kubernetes objects.' },
  'refused-by-server': { level: 'error', about: 'The API server of this version refuses the object.' },
  'unserved-version': { level: 'error', about: 'The API server of this version does not serve the apiVersion or kind.' },
  'unknown-field': { level: 'error', about: 'The object has a field that its type has not: it is refused, or dropped by old versions.' },
  'warned-by-server': { level: 'warning', about: 'The API server of this version accepts the object with a warning.' },
  'missing-role': { level: 'error', about: 'A binding names a role that is not there: it gives nothing, until anybody creates that role.' },
  'empty-binding': { level: 'warning', about: 'A binding has no subjects: it gives nothing.' },
  'unreachable-subject': { level: 'warning', about: 'A subject of a binding matches no user.' },
  'unreachable-rule': { level: 'warning', about: 'A rule of a role never counts where the role is bound.' },
  'names-never-asked': { level: 'warning', about: 'resourceNames limit a verb whose requests have no name: the rule does not allow them.' },
  'wildcard-in-name': { level: 'warning', about: 'A star is read as everything only where it stands alone, or as */SUBRESOURCE.' },
  'unknown-verb': { level: 'warning', about: 'No server asks for the verb.' },
  'unserved-verb': { level: 'warning', about: 'The resource has no request with the verb.' },
  'unknown-resource': { level: 'warning', about: 'The API group has no such resource in this version.' },
  'not-a-path': { level: 'warning', about: 'A nonResourceURL that no request has.' },
  'overwritten-rules': { level: 'warning', about: 'The rules of a ClusterRole with an aggregationRule are overwritten by the controller.' },
  'no-namespace': { level: 'note', about: 'A namespaced object names no namespace: it goes to wherever it is applied.' },
} as const satisfies Record<string, { readonly level: Level; readonly about: string }>;

export type RuleId = keyof typeof RULES;

export interface Finding {
  readonly file: string;
  /** From 1 on; 0 is the file as a whole. */
  readonly line: number;
  readonly rule: RuleId;
  readonly message: string;
  readonly remedy: string;
}

export const levelOf = ({ rule }: Finding): Level => RULES[rule].level;

/** Whether a server does not take what it is about, or takes less of it than is written. */
export const isOfServer = ({ rule }: Finding): boolean => rule !== 'no-namespace' && RULES[rule].level === 'error';

const placeOf = ({ file, line }: Finding): string => (line === 0 ? file : `${file}:${line}`);

export const describeFinding = (finding: Finding): string =>
  `${placeOf(finding)}: ${levelOf(finding)}: ${finding.message} [${finding.rule}]\n    ${finding.remedy}`;

export const describeFindings = (findings: readonly Finding[]): string => findings.map((finding) => `${describeFinding(finding)}\n`).join('');
