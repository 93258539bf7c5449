/** What is wrong with an audit policy. After k8s.io/apiserver/pkg/apis/audit/validation/validation.go. */
import { dnsSubdomain } from '../../apimachinery/names';
import { GoPrinted, invalidValue, notSupported, required, type FieldError, type FieldValue } from '../../errors/field-error';
import type { Version } from '../../versions';
import { LEVELS, STAGES, type GroupResources, type Policy, type PolicyRule } from './types';

const oneOf = (known: readonly string[], text: string): boolean => known.includes(text);

/** Newer versions print lists in errors as JSON. */
const printed = (texts: readonly string[], version: Version): FieldValue => (version.has('jsonFieldErrors') ? texts : new GoPrinted(goStrings(texts)));
const goStrings = (texts: readonly string[]): string => `[]string{${texts.map((text) => JSON.stringify(text)).join(', ')}}`;

function levelErrors(level: string, field: string): readonly FieldError[] {
  if (oneOf(LEVELS, level)) return [];
  return [level === '' ? required(field) : notSupported(field, level, LEVELS)];
}

function urlErrors(urls: readonly string[], field: string): readonly FieldError[] {
  return urls.flatMap((url, at) => [
    ...(url === '*' || url.startsWith('/') ? [] : [invalidValue(`${field}[${at}]`, url, "non-resource URL rules must begin with a '/' character")]),
    ...(url !== '*' && url.slice(0, -1).includes('*')
      ? [invalidValue(`${field}[${at}]`, url, "non-resource URL wildcards '*' must be the final character of the rule")]
      : []),
  ]);
}

/** The field is that of all groups; no index says which. */
function groupErrors({ group = '', resources, resourceNames }: GroupResources, field: string, version: Version): readonly FieldError[] {
  const isAny = group === '' || (group === '*' && version.has('auditOfAllGroups'));
  const wrong = isAny ? [] : dnsSubdomain(group);
  const names = resourceNames ?? [];
  return [
    ...(wrong.length > 0 ? [invalidValue(`${field}.group`, group, wrong.join(','))] : []),
    ...(names.length > 0 && (resources ?? []).length === 0
      ? [invalidValue(`${field}.resourceNames`, printed(names, version), 'using resourceNames requires at least one resource')]
      : []),
  ];
}

const stageErrors = (stages: readonly string[], field: string): readonly FieldError[] =>
  stages.flatMap((stage, at) => (oneOf(STAGES, stage) ? [] : [invalidValue(`${field}[${at}]`, stage, `allowed stages are ${STAGES.join(',')}`)]));

function ruleErrors(rule: PolicyRule, field: string, version: Version): readonly FieldError[] {
  const urls = rule.nonResourceURLs ?? [];
  const groups = rule.resources ?? [];
  const isMixed = urls.length > 0 && (groups.length > 0 || (rule.namespaces ?? []).length > 0);
  return [
    ...levelErrors(rule.level, `${field}.level`),
    ...urlErrors(urls, `${field}.nonResourceURLs`),
    ...groups.flatMap((group) => groupErrors(group, `${field}.resources`, version)),
    ...stageErrors(rule.omitStages ?? [], `${field}.omitStages`),
    ...(isMixed
      ? [invalidValue(`${field}.nonResourceURLs`, printed(urls, version), 'rules cannot apply to both regular resources and non-resource URLs')]
      : []),
  ];
}

export const policyErrors = ({ rules, omitStages }: Policy, version: Version): readonly FieldError[] => [
  ...stageErrors(omitStages ?? [], 'omitStages'),
  ...(rules ?? []).flatMap((rule, at) => ruleErrors(rule, `rules[${at}]`, version)),
];
