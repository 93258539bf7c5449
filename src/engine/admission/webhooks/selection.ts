/**
 * Whether a webhook is asked about a request, and in which kind: by namespace, by object, by rules, as another version of the
 * resource where matchPolicy is Equivalent, then by matchConditions.
 * After ShouldCallHook of k8s.io/apiserver/pkg/admission/plugin/webhook/generic/webhook.go.
 */
import type { AdmissionAttributes } from '../../api/admission';
import { admissionEnvironment, ExpressionCompiler, type CompiledExpression } from '../../cel/admission';
import { forbidden, internalError } from '../../errors/status-error';
import type { Version } from '../../versions';
import { CelAuthorizer } from '../matching/cel-authorizer';
import { matchResult, type MatchCondition } from '../matching/match-conditions';
import type { PluginContext } from '../plugin-context';
import { equivalentsOf, isSameResource, type Equivalent } from '../matching/equivalents';
import { isAdmissionConfiguration, isReview, ruleMatches } from '../matching/rules';
import { namespaceSelected, objectSelected } from '../matching/selectors';
import { asKind } from '../matching/versioned';
import { admissionRequest, type Invocation } from './admission-review';
import type { Webhook } from './webhook';

/** Webhooks hear of no request about what configures admission, and in newer versions of no review. */
export const mayConcernWebhooks = (attributes: AdmissionAttributes, version: Version): boolean =>
  !isAdmissionConfiguration(attributes) && !(version.has('webhooksLeaveReviewsOut') && isReview(attributes));

function matchedAs({ rules, matchPolicy }: Webhook, attributes: AdmissionAttributes, context: PluginContext): Equivalent | undefined {
  const given = rules ?? [];
  const { kind, resource } = attributes;
  if (given.some((rule) => ruleMatches(rule, attributes))) return { kind, resource };
  if (matchPolicy !== 'Equivalent' || given.length === 0) return undefined;
  const others = equivalentsOf(resource, attributes.subresource, context).filter((equivalent) => !isSameResource(equivalent.resource, resource));
  // Earlier rules come first.
  for (const rule of given) {
    const found = others.find((equivalent) => ruleMatches(rule, { ...attributes, resource: equivalent.resource }));
    if (found !== undefined) return found;
  }
  return undefined;
}

const orInternalError = <T>(act: () => T): T | Error => {
  try {
    return act();
  } catch (error) {
    return internalError((error as Error).message);
  }
};

const compiled = new WeakMap<readonly MatchCondition[], readonly CompiledExpression[]>();
function compiledOf(conditions: readonly MatchCondition[], version: Version): readonly CompiledExpression[] {
  const known = compiled.get(conditions);
  if (known !== undefined) return known;
  const compiler = new ExpressionCompiler(admissionEnvironment(version, 'stored', { params: false, authorizer: true }));
  const expressions = conditions.map(({ expression }) => compiler.compile(expression, ['bool']));
  compiled.set(conditions, expressions);
  return expressions;
}

/** Throws 403 where it is not known. */
async function conditionsHold(
  { matchConditions, failurePolicy }: Webhook,
  attributes: AdmissionAttributes,
  invocation: Invocation,
  { options, authorizer }: PluginContext,
): Promise<boolean> {
  if (!matchConditions || matchConditions.length === 0) return true;
  const expressions = compiledOf(matchConditions, options.version);
  const asked = new CelAuthorizer(authorizer, options.version);
  const { object = null, oldObject = null } = invocation;
  const request = { ...admissionRequest(attributes, invocation), dryRun: attributes.dryRun, options: attributes.options ?? null };
  const result = await asked.settled(() => matchResult(expressions, { object, oldObject, request, authorizer: asked.inputs(attributes) }, failurePolicy));
  if (typeof result === 'object') throw forbidden(attributes.resource, attributes.name, result.error);
  return result === 'matches';
}

/** Undefined where it is not asked. Throws what the request is refused with where that cannot be known. */
export async function invocationOf(webhook: Webhook, attributes: AdmissionAttributes, context: PluginContext): Promise<Invocation | undefined> {
  const inNamespace = orInternalError(() => namespaceSelected(webhook.namespaceSelector, attributes, context.storage));
  if (inNamespace === false) return undefined;
  const hasLabels = orInternalError(() => objectSelected(webhook.objectSelector, attributes));
  if (hasLabels === false) return undefined;
  const matched = matchedAs(webhook, attributes, context);
  if (matched === undefined) return undefined;
  for (const error of [inNamespace, hasLabels]) if (error instanceof Error) throw error;
  const { object, oldObject } = attributes;
  const { version } = context.options;
  const invocation = {
    ...matched,
    object: asKind(object, attributes.kind, matched.kind, version),
    oldObject: asKind(oldObject, attributes.kind, matched.kind, version),
  };
  return (await conditionsHold(webhook, attributes, invocation, context)) ? invocation : undefined;
}
