/**
 * ValidatingAdmissionPolicy: expressions in CEL judge the final object. A policy counts where a binding names it, with the parameters
 * that the binding names; the actions of the binding say whether what fails refuses the request, warns, or is written to the audit log.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/validating/dispatcher.go.
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { forbidden, StatusError } from '../../errors/status-error';
import { encodeJson } from '../../golang/json';
import { table } from '../../golang/map';
import { quote } from '../../golang/quote';
import { checkPolicyConfiguration } from '../configuration/policies';
import { CelAuthorizer } from '../matching/cel-authorizer';
import { inOwnNamespace } from '../matching/own-namespace';
import { isPolicyConfiguration, isReview } from '../matching/rules';
import type { PluginContext } from '../plugin-context';
import { objectName } from '../refusal';
import { boundPolicies, invocationsOf, nameOf, RequestInputs, type BoundPolicy } from './invocations';
import { bindingSpec } from './policy';
import { judge, type Decision, type Judgement } from './validator';

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
  checkPolicyConfiguration('ValidatingAdmissionPolicy', context.configuration, version);

  const judged = async (bound: BoundPolicy, attributes: AdmissionAttributes, asked: CelAuthorizer, seen: RequestInputs, findings: Findings): Promise<void> => {
    const name = nameOf(bound.policy);
    const annotations = new Map<string, Set<string>>();
    for (const found of invocationsOf(bound, attributes, context)) {
      if ('error' in found) {
        findings.denials.push({ policy: name, ...(found.binding && { binding: nameOf(found.binding) }), message: found.error, reason: '' });
        continue;
      }
      const inputs = seen.of(found);
      const judgement = await asked.settled(() => judge(found.policy, inputs, version, attributes.details !== undefined));
      findings.take(name, found.binding, judgement);
      for (const { key, value } of judgement.annotations) annotations.set(key, (annotations.get(key) ?? new Set()).add(value.slice(0, LONGEST_ANNOTATION)));
    }
    for (const [key, values] of annotations) attributes.audit.annotate(`${name}/${key}`, [...values].join(', '));
  };

  return {
    name: 'ValidatingAdmissionPolicy',
    handles: () => true,
    async validate(given) {
      const attributes = inOwnNamespace(given);
      if (isPolicyConfiguration(attributes) || isReview(attributes)) return;
      const policies = boundPolicies('validating', storage);
      if (policies.length === 0) return;
      const findings = new Findings(attributes);
      const asked = new CelAuthorizer(authorizer, version);
      const seen = new RequestInputs(attributes, asked, context);
      for (const bound of policies) await judged(bound, attributes, asked, seen, findings);
      if (findings.failures.length > 0)
        attributes.audit.annotate('validation.policy.admission.k8s.io/validation_failure', encodeJson(findings.failures.slice(0, MOST_FAILURES)));
      const [first] = findings.denials;
      if (first !== undefined) throw refusal(attributes, first);
    },
  };
}
