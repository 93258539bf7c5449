/**
 * What is wrong with the expressions of a ValidatingAdmissionPolicy if an object has the type of the kinds that the policy names: fields
 * that no such object has, operators that do not take the types of its fields. Only validations are checked. A warning refuses nothing.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/validating/typechecking.go.
 */
import type { GroupVersionKind } from '../../api/objects';
import { groupVersionOf } from '../../apimachinery/group-version';
import { typeCheckingEnvironment, variableType, withVariables } from '../../cel/admission';
import { DYN, type Type } from '../../cel/checker/type';
import { checkedType } from '../../cel/compile';
import type { Environment } from '../../cel/environment';
import { SchemaTypes, type Schemas } from '../../cel/schema-types';
import type { Version } from '../../versions';
import type { PolicySpec } from './policy';

export interface ExpressionWarning {
  readonly fieldRef: string;
  readonly warning: string;
}
/** A kind and where its schema is. */
export interface DescribedKind {
  readonly kind: GroupVersionKind;
  readonly schemas: Schemas;
  readonly schema: string;
}

/** The name of a type is of this check only, so that no expression can name it. */
const typesOf = ({ kind, schemas, schema }: DescribedKind): SchemaTypes =>
  new SchemaTypes(schemas, schema, `${kind.kind}${process.hrtime.bigint() % 1_000_000_000n}`);

/** `params`: undefined where the policy has none, null where nothing is known of their kind. */
function environmentOf(object: DescribedKind, params: DescribedKind | null | undefined, variables: PolicySpec['variables'], version: Version): Environment {
  const known = [object, ...(params ? [params] : [])].map(typesOf);
  const [{ type } = { type: DYN }, ofParams] = known;
  const structs: Parameters<typeof typeCheckingEnvironment>[3] = (name) => known.map(({ struct }) => struct(name)).find((found) => found !== undefined);
  const environment = typeCheckingEnvironment(version, type, params === undefined ? undefined : (ofParams?.type ?? DYN), structs);
  const types = new Map<string, Type>();
  const composed = withVariables(environment, types);
  for (const { name, expression } of variables ?? []) {
    const found = checkedType(composed, expression);
    types.set(name, 'type' in found ? variableType(found.type) : DYN);
  }
  return composed;
}

const shown = ({ kind }: DescribedKind): string => `${groupVersionOf(kind) === kind.version ? `/${kind.version}` : groupVersionOf(kind)}, Kind=${kind.kind}`;

export function expressionWarnings(
  { validations, variables }: PolicySpec,
  kinds: readonly DescribedKind[],
  params: DescribedKind | null | undefined,
  version: Version,
): readonly ExpressionWarning[] {
  const environments = kinds.map((kind) => [shown(kind), environmentOf(kind, params, variables, version)] as const);
  const warningsOf = (expression: string | undefined, fieldRef: string): readonly ExpressionWarning[] => {
    if ((expression ?? '') === '') return [];
    const found = environments.flatMap(([kind, environment]) => {
      const result = checkedType(environment, expression ?? '');
      return 'issues' in result ? [`${kind}: ${result.issues}\n`] : [];
    });
    return found.length === 0 ? [] : [{ fieldRef, warning: found.join('\n') }];
  };
  return (validations ?? []).flatMap(({ expression, messageExpression }, at) => [
    ...warningsOf(expression, `spec.validations[${at}].expression`),
    ...warningsOf(messageExpression, `spec.validations[${at}].messageExpression`),
  ]);
}
