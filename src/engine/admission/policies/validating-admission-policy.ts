/**
 * ValidatingAdmissionPolicy: expressions in CEL judge the final object. A policy counts where a binding names it, with the parameters
 * that the binding names; the actions of the binding say whether what fails refuses the request, warns, or is written to the audit log.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/validating/dispatcher.go.
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { forbidden, notFound, StatusError } from '../../errors/status-error';
import { compareBytes } from '../../golang/bytes';
import { encodeJson } from '../../golang/json';
import { table } from '../../golang/map';
import { quote } from '../../golang/quote';
import { CelAuthorizer } from '../matching/cel-authorizer';
import { inOwnNamespace } from '../matching/own-namespace';
import { isPolicyConfiguration, isReview } from '../matching/rules';
import { asKind } from '../matching/versioned';
import { isOfNamespace, NAMESPACES } from '../namespaces';
import type { PluginContext } from '../plugin-context';
import { objectName } from '../refusal';
import { admissionRequest } from '../webhooks/admission-review';
import { checkParamKind, paramsOf } from './params';
import { bindingSpec, matched, policySpec } from './policy';
import { judge, type Decision, type Judgement } from './validator';

const GROUP = 'admissionregistration.k8s.io';
const MOST_FAILURES = 50;
const LONGEST_ANNOTATION = 10 * 1024;
const CODES = table<number>({ Unauthorized: 401, Forbidden: 403, RequestEntityTooLarge: 413 });

interface Denial {
  readonly policy: string;
  readonly binding?: string;
  readonly message: string;
  readonly reason: string;
}

function refusal(attributes: AdmissionAttributes, { policy, binding, message, reason }: Denial): StatusError {
  const by = `ValidatingAdmissionPolicy '${policy}'${binding === undefined ? '' : ` with binding '${binding}'`}`;
  const text = `${by} denied request: ${message}`;
  const { details, message: whole } = forbidden(attributes.resource, objectName(attributes, attributes.object), text);
  const why = reason === '' ? 'Invalid' : reason;
  return new StatusError(CODES[why] ?? 422, why, whole, { ...details, causes: [{ message: text }] });
}

const byName = (objects: readonly KubeObject[]): readonly KubeObject[] =>
  [...objects].sort((a, b) => compareBytes(a.metadata.name ?? '', b.metadata.name ?? ''));

/** What all policies find about one request. */
class Findings {
  readonly denials: Denial[] = [];
  readonly failures: object[] = [];

  constructor(private readonly attributes: AdmissionAttributes) {}

  take(policy: string, binding: KubeObject, { decisions, annotationErrors }: Judgement): void {
    const name = binding.metadata.name ?? '';
    for (const [at, decision] of decisions.entries()) if (decision.isDenied) this.#failed(policy, name, binding, at, decision);
    for (const message of annotationErrors) this.denials.push({ policy, binding: name, message, reason: '' });
  }

  #failed(policy: string, name: string, binding: KubeObject, expressionIndex: number, { message, reason, why = [] }: Decision): void {
    const validationActions = bindingSpec(binding).validationActions ?? [];
    const actions = validationActions.join(' and ');
    this.attributes.details?.push(
      `ValidatingAdmissionPolicy ${quote(policy)} with binding ${quote(name)} (${actions}): ${message}`,
      ...why.map((line) => `  ${line}`),
    );
    for (const action of validationActions) {
      if (action === 'Deny') this.denials.push({ policy, binding: name, message, reason });
      if (action === 'Audit') this.failures.push({ message, policy, binding: name, expressionIndex, validationActions });
      if (action === 'Warn') this.attributes.warnings.push(`Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${name}': ${message}`);
    }
  }
}

export function createValidatingAdmissionPolicy(context: PluginContext): AdmissionPlugin {
  const { storage, options, authorizer } = context;
  const { version } = options;

  const namespaceObject = (attributes: AdmissionAttributes): KubeObject | undefined => {
    if (attributes.namespace === '' || isOfNamespace(attributes)) return undefined;
    const found = storage.get(NAMESPACES, '', attributes.namespace);
    if (found === undefined) throw notFound(NAMESPACES, attributes.namespace);
    return found;
  };

  /** What fails for itself refuses the request, unless the policy says otherwise. */
  const configured = <T>(policy: KubeObject, binding: KubeObject | undefined, findings: Findings, act: () => T): T | undefined => {
    try {
      return act();
    } catch (error) {
      const what = `failed to configure ${binding === undefined ? 'policy' : 'binding'}`;
      const place = { policy: policy.metadata.name ?? '', ...(binding && { binding: binding.metadata.name ?? '' }) };
      if (policySpec(policy).failurePolicy !== 'Ignore') findings.denials.push({ ...place, message: `${what}: ${(error as Error).message}`, reason: '' });
      return undefined;
    }
  };

  const judged = async (
    policy: KubeObject,
    bindings: readonly KubeObject[],
    attributes: AdmissionAttributes,
    asked: CelAuthorizer,
    findings: Findings,
  ): Promise<void> => {
    const { matchConstraints = {}, paramKind } = policySpec(policy);
    const as = configured(policy, undefined, findings, () => {
      const found = matched(matchConstraints, attributes, context);
      return found && { ...found, mapping: checkParamKind(paramKind, context) };
    });
    if (as === undefined) return;
    const annotations = new Map<string, Set<string>>();
    for (const binding of bindings) {
      const { matchResources, paramRef } = bindingSpec(binding);
      const params = configured(policy, binding, findings, () =>
        matchResources !== undefined && matched(matchResources, attributes, context) === undefined
          ? []
          : paramsOf(paramKind, as.mapping, paramRef, attributes.namespace, context),
      );
      for (const param of params ?? []) {
        const inputs = {
          object: asKind(attributes.object, attributes.kind, as.kind, version) ?? null,
          oldObject: asKind(attributes.oldObject, attributes.kind, as.kind, version) ?? null,
          request: { ...admissionRequest(attributes, as), dryRun: attributes.dryRun, ...(attributes.options && { options: attributes.options }) },
          namespaceObject: namespaceObject(attributes) ?? null,
          params: param ?? null,
          authorizer: asked.inputs(attributes),
        };
        const judgement = await asked.settled(() => judge(policy, inputs, version, attributes.details !== undefined));
        findings.take(policy.metadata.name ?? '', binding, judgement);
        for (const { key, value } of judgement.annotations) annotations.set(key, (annotations.get(key) ?? new Set()).add(value.slice(0, LONGEST_ANNOTATION)));
      }
    }
    for (const [key, values] of annotations) attributes.audit.annotate(`${policy.metadata.name ?? ''}/${key}`, [...values].join(', '));
  };

  return {
    name: 'ValidatingAdmissionPolicy',
    handles: () => true,
    async validate(given) {
      const attributes = inOwnNamespace(given);
      if (isPolicyConfiguration(attributes) || isReview(attributes)) return;
      const policies = storage.list({ group: GROUP, resource: 'validatingadmissionpolicies' });
      if (policies.length === 0) return;
      const bindings = byName(storage.list({ group: GROUP, resource: 'validatingadmissionpolicybindings' }));
      const findings = new Findings(attributes);
      const asked = new CelAuthorizer(authorizer, version);
      for (const policy of byName(policies)) {
        const own = bindings.filter((binding) => bindingSpec(binding).policyName === policy.metadata.name);
        if (own.length > 0) await judged(policy, own, attributes, asked, findings);
      }
      if (findings.failures.length > 0)
        attributes.audit.annotate('validation.policy.admission.k8s.io/validation_failure', encodeJson(findings.failures.slice(0, MOST_FAILURES)));
      const [first] = findings.denials;
      if (first !== undefined) throw refusal(attributes, first);
    },
  };
}
