/** A grant and one of its rules, as an explanation shows them. */
import type { ExplainedRule, Evidence } from '../../api/explainer';
import type { Grant } from '../../rbac/grant';
import type { PolicyRule } from '../../rbac/objects';

/** Lists that do not limit anything are left out. */
function explainedRule({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule): ExplainedRule {
  return {
    verbs,
    ...(apiGroups.length > 0 && { apiGroups }),
    ...(resources.length > 0 && { resources }),
    ...(resourceNames.length > 0 && { resourceNames }),
    ...(nonResourceURLs.length > 0 && { nonResourceURLs }),
  };
}

export function evidenceOf(
  { namespace, bindingName, roleRef, subject }: Pick<Grant, 'namespace' | 'bindingName' | 'roleRef' | 'subject'>,
  rule?: PolicyRule,
  position = 0,
): Evidence {
  return {
    binding: { kind: namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding', namespace, name: bindingName },
    role: { kind: roleRef.kind, namespace: roleRef.kind === 'Role' ? namespace : '', name: roleRef.name },
    subject: { kind: subject.kind, namespace: subject.kind === 'ServiceAccount' ? subject.namespace || namespace : '', name: subject.name },
    ...(rule && { rule: { ...explainedRule(rule), position } }),
  };
}
