/**
 * MutatingAdmissionPolicy: expressions in CEL change the object before webhooks see it. A policy counts where a binding names it, with
 * the parameters that the binding names. Where one changed the object, those that have the reinvocationPolicy IfNeeded and ran
 * before run once more. What fails refuses the request, unless the failurePolicy of its policy is Ignore.
 * After k8s.io/apiserver/pkg/admission/plugin/policy/mutating/dispatcher.go.
 */
import type { AdmissionAttributes, AdmissionPlugin, MutationAttributes } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { forbidden, StatusError } from '../../errors/status-error';
import { sameJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { inTurns } from '../../golang/turns';
import { Scheme } from '../../scheme/scheme';
import { checkPolicyConfiguration } from '../configuration/policies';
import { inFieldOrder } from '../field-order';
import { CelAuthorizer } from '../matching/cel-authorizer';
import { matchResult } from '../matching/match-conditions';
import { inOwnNamespace } from '../matching/own-namespace';
import { isPolicyConfiguration, isReview } from '../matching/rules';
import { asKind } from '../matching/versioned';
import type { PluginContext } from '../plugin-context';
import { objectName } from '../refusal';
import { Reinvoked } from '../webhooks/reinvoked';
import { boundPolicies, inputsOf, invocationsOf, nameOf, namespaceObjectOf, type ConfigurationError, type Invocation } from './invocations';
import { MutationFailed } from './mutation-failed';
import { compiledMutations, evaluated, mutated } from './mutator';
import { policySpec } from './policy';
import { VersionedObjects } from './versioned-objects';

interface Denial {
  readonly message: string;
  readonly reason: string;
}

function denialOf(policy: KubeObject, binding: KubeObject | undefined, why: string, reason: string): Denial {
  const by = binding === undefined ? `policy ${quote(nameOf(policy))}` : `policy '${nameOf(policy)}' with binding '${nameOf(binding)}'`;
  return { message: `${by} denied request: ${why}`, reason };
}

/** The first denial words it; all are named. */
function refusal(attributes: AdmissionAttributes, first: Denial, denials: readonly Denial[]): StatusError {
  const { details } = forbidden(attributes.resource, objectName(attributes, attributes.object), '');
  return new StatusError(403, first.reason, first.message, { ...details, causes: denials.map(({ message }) => ({ message })) });
}

/** A policy, a binding and parameters are known by their names. */
const keyOf = ({ policy, binding, param }: Invocation): string =>
  JSON.stringify([nameOf(policy), nameOf(binding), param && [param.metadata.namespace, nameOf(param)]]);

class Run {
  readonly denials: Denial[] = [];
  readonly #asked: CelAuthorizer;
  readonly #objects: VersionedObjects;
  readonly #namespaceObject: KubeObject | undefined;
  readonly #reinvoked: Reinvoked;

  constructor(
    private readonly attributes: MutationAttributes,
    private readonly context: PluginContext,
  ) {
    const { version } = context.options;
    this.#asked = new CelAuthorizer(context.authorizer, version);
    this.#objects = new VersionedObjects(attributes, version);
    this.#namespaceObject = namespaceObjectOf(attributes, context.storage);
    this.#reinvoked = attributes.reinvocation.kept('MutatingAdmissionPolicy', () => new Reinvoked());
  }

  /** The object as the policies leave it. */
  async over(invocations: readonly Invocation[]): Promise<KubeObject | undefined> {
    const { reinvocation, object: given, kind } = this.attributes;
    const reinvoked = this.#reinvoked;
    if (reinvocation.isReinvoke && !(await inTurns(sameJson(reinvoked.output, given)))) reinvoked.changed();
    let last;
    for (const invocation of invocations) {
      if (!(await this.#matches(invocation)) || (reinvocation.isReinvoke && !reinvoked.mayRun(keyOf(invocation)))) continue;
      last = this.#objects.in(invocation.as.kind);
      const before = last.object;
      await this.#mutate(invocation);
      if (before !== last.object && !(await inTurns(sameJson(before, last.object)))) this.#changedBy(invocation);
      if (policySpec(invocation.policy).reinvocationPolicy === 'IfNeeded') reinvoked.ran(keyOf(invocation));
    }
    if (last?.isDirty === true) this.#changed();
    reinvoked.output = last?.isDirty === true ? asKind(last.object, last.kind, kind, this.context.options.version) : given;
    return reinvoked.output;
  }

  #changed(): void {
    this.#reinvoked.changed();
    this.attributes.reinvocation.require();
  }

  #changedBy(invocation: Invocation): void {
    this.#noted(invocation, '');
    this.#changed();
  }

  #failed(invocation: Invocation, why: string): void {
    const { policy, binding } = invocation;
    if (policySpec(policy).failurePolicy === 'Ignore') this.#noted(invocation, `: failurePolicy Ignore lets it pass: ${why}`);
    else this.denials.push(denialOf(policy, binding, why, 'Invalid'));
  }

  #noted({ policy, binding }: Invocation, what: string): void {
    this.attributes.details?.push(`MutatingAdmissionPolicy ${quote(nameOf(policy))} with binding ${quote(nameOf(binding))}${what}`);
  }

  #inputs(invocation: Invocation): ReturnType<typeof inputsOf> {
    const { oldObject, kind } = this.attributes;
    const { object = null } = this.#objects.in(invocation.as.kind);
    const old = asKind(oldObject, kind, invocation.as.kind, this.context.options.version) ?? null;
    return inputsOf(invocation, this.attributes, this.#asked, this.#namespaceObject, { object, oldObject: old });
  }

  async #matches(invocation: Invocation): Promise<boolean> {
    const { conditions, spec } = compiledMutations(invocation.policy, this.context.options.version);
    if (conditions.length === 0) return true;
    const result = await this.#asked.settled(() => matchResult(conditions, this.#inputs(invocation), spec.failurePolicy));
    if (typeof result === 'object') this.#failed(invocation, result.error);
    return result === 'matches';
  }

  async #mutate(invocation: Invocation): Promise<void> {
    const { options } = this.context;
    const compiled = compiledMutations(invocation.policy, options.version);
    const versioned = this.#objects.in(invocation.as.kind);
    const { kind: requested } = this.attributes;
    for (const mutation of compiled.mutations) {
      const { object, kind } = versioned;
      if (object === undefined) continue;
      try {
        const made = await this.#asked.settled(() => evaluated(compiled, mutation, this.#inputs(invocation)));
        const changed = await mutated(mutation, made, object, { kind, schemaOf: invocation.as.kind }, options);
        const back = asKind(changed, kind, requested, options.version) ?? changed;
        versioned.update(await Scheme.of(options.version).setDefaultsInTurns(back, requested), requested);
      } catch (error) {
        if (!(error instanceof MutationFailed)) throw error;
        this.#failed(invocation, error.message);
      }
    }
  }
}

export function createMutatingAdmissionPolicy(context: PluginContext): AdmissionPlugin {
  const { storage, options, configuration } = context;
  checkPolicyConfiguration('MutatingAdmissionPolicy', configuration, options.version);
  return {
    name: 'MutatingAdmissionPolicy',
    handles: (operation) => operation !== 'DELETE',
    async admit(given) {
      const own = inOwnNamespace(given);
      if (isPolicyConfiguration(own) || isReview(own)) return own.object;
      const policies = boundPolicies('mutating', storage);
      if (policies.length === 0) return own.object;
      const ordered = own.object && (await inTurns(inFieldOrder(own.object, own.kind, options.version)));
      const attributes: MutationAttributes = { ...own, ...(ordered && { object: ordered }) };
      const found = policies.flatMap((bound) => [...invocationsOf(bound, attributes, context)]);
      const errors = found.filter((one): one is ConfigurationError => 'error' in one);
      const denials = errors.map(({ policy, binding, error }) => denialOf(policy, binding, error, 'Forbidden'));
      const invocations = found.filter((one): one is Invocation => !('error' in one));
      let { object } = attributes;
      if (invocations.length > 0) {
        const run = new Run(attributes, context);
        object = await run.over(invocations);
        denials.push(...run.denials);
      }
      const [first] = denials;
      if (first !== undefined) throw refusal(attributes, first, denials);
      return object;
    },
  };
}
