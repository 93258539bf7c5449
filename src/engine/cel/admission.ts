/**
 * The expressions of admission: of ValidatingAdmissionPolicy and MutatingAdmissionPolicy, and the match conditions of policies and
 * webhooks. After k8s.io/apiserver/pkg/admission/plugin/cel/{compile,composition,condition,activation}.go.
 */
import type { Version } from '../versions';
import type { StructDeclaration } from './checker/declarations';
import { DYN, listOf, mapOf, struct, type Type } from './checker/type';
import { compile, type Activation, type Program } from './compile';
import { baseEnvironment, type Environment, type EnvironmentMode, type Fields, type Structs } from './environment';
import { AuthorizerValue, ResourceCheck, type CelUser, type Decide, type ResourceQuestion } from './library/authorizer';
import { Fault, type Result } from './values/fault';
import { fromJson } from './values/json';
import { LazyMap } from './values/lazy-map';
import type { CelValue } from './values/value';

/** What a policy may spend on one binding. After k8s.io/apiserver/pkg/apis/cel/config.go. */
export const RUNTIME_COST_BUDGET = 10_000_000;
/** What match conditions may spend on one object. */
export const MATCH_CONDITION_COST_BUDGET = 2_500_000;

const NAMES = { group: 'string', version: 'string' };
const NAMESPACE_METADATA: Fields = {
  ...{ name: 'string', generateName: 'string', namespace: 'string', labels: 'map<string, string>', annotations: 'map<string, string>', UID: 'string' },
  ...{ creationTimestamp: 'google.protobuf.Timestamp', deletionGracePeriodSeconds: 'int', deletionTimestamp: 'google.protobuf.Timestamp' },
  ...{ generation: 'int', resourceVersion: 'string', finalizers: 'list<string>' },
};
const STRUCTS: Readonly<Record<string, Fields>> = {
  'kubernetes.GroupVersionKind': { ...NAMES, kind: 'string' },
  'kubernetes.GroupVersionResource': { ...NAMES, resource: 'string' },
  'kubernetes.UserInfo': { username: 'string', uid: 'string', groups: 'list<string>', extra: 'map<string, list<string>>' },
  'kubernetes.AdmissionRequest': {
    ...{ kind: 'kubernetes.GroupVersionKind', resource: 'kubernetes.GroupVersionResource', subResource: 'string' },
    ...{ requestKind: 'kubernetes.GroupVersionKind', requestResource: 'kubernetes.GroupVersionResource', requestSubResource: 'string' },
    ...{ name: 'string', namespace: 'string', operation: 'string', userInfo: 'kubernetes.UserInfo', dryRun: 'bool', options: 'dyn' },
  },
  'kubernetes.NamespaceSpec': { finalizers: 'list<string>' },
  'kubernetes.NamespaceCondition': {
    ...{ status: 'string', type: 'string', lastTransitionTime: 'google.protobuf.Timestamp', message: 'string', reason: 'string' },
  },
  'kubernetes.NamespaceStatus': { conditions: 'list<kubernetes.NamespaceCondition>', phase: 'string' },
  'kubernetes.NamespaceMetadata': NAMESPACE_METADATA,
  'kubernetes.Namespace': { metadata: 'kubernetes.NamespaceMetadata', spec: 'kubernetes.NamespaceSpec', status: 'kubernetes.NamespaceStatus' },
};
const VARIABLES = 'kubernetes.variables';
const GIVEN = { namespaceObject: 'kubernetes.Namespace', request: 'kubernetes.AdmissionRequest' };
const AUTHORIZER = 'kubernetes.authorization.Authorizer';

export interface DeclaredVariables {
  readonly params: boolean;
  readonly authorizer: boolean;
  /** Object{...} and JSONPatch{...} can be made. */
  readonly mutations?: boolean;
}

export function admissionEnvironment(version: Version, mode: EnvironmentMode, { params, authorizer, mutations = false }: DeclaredVariables): Environment {
  return baseEnvironment(version, mode).extend({
    structs: STRUCTS,
    variables: {
      ...{ object: 'dyn', oldObject: 'dyn', ...GIVEN },
      ...(params && { params: 'dyn' }),
      ...(authorizer && { authorizer: AUTHORIZER, 'authorizer.requestResource': 'kubernetes.authorization.ResourceCheck' }),
    },
    hasMutations: mutations,
  });
}

/** Where an object and parameters have the types of their kinds: only expressions are checked here, nothing is asked of an authorizer. */
export function typeCheckingEnvironment(version: Version, object: Type, params: Type | undefined, structs: Structs): Environment {
  const environment = baseEnvironment(version, 'stored')
    .extend({ structs: STRUCTS, variables: { ...GIVEN, authorizer: AUTHORIZER } })
    .withStructs(structs)
    .withVariable('object', object)
    .withVariable('oldObject', object);
  return params === undefined ? environment : environment.withVariable('params', params);
}

export interface CompiledExpression {
  readonly expression: string;
  readonly program?: Program;
  /** Why it is not good; `issues` is what cel-go says of it, empty if apiserver refuses it for another reason. */
  readonly message?: string;
  readonly issues?: string;
  /** Upstream calls it an internal error. */
  readonly isInternal?: boolean;
}

export class ExpressionCompiler {
  /** The compiled variables of a policy, by name, in order. */
  readonly variables = new Map<string, CompiledExpression>();
  readonly #types = new Map<string, Type>();

  /** `composed`: expressions see the variables of a policy. */
  constructor(
    private readonly environment: Environment,
    private readonly options: { readonly composed?: boolean } = {},
  ) {}

  /** Compiles a variable, which expressions that come later see as `variables.NAME`. */
  addVariable(name: string, expression: string, environment = this.environment): CompiledExpression {
    const compiled = this.compile(expression, ['any'], environment);
    this.variables.set(name, compiled);
    this.#types.set(name, compiled.program === undefined ? DYN : variableType(compiled.program.type));
    return compiled;
  }

  /**
   * Compiles an expression that has to give one of these types: `bool`, `string`, `null_type`, `any` for all. Another environment may
   * have other variables; those of the policy are in each.
   */
  compile(expression: string, returnTypes: readonly string[], environment = this.environment): CompiledExpression {
    const composed = this.options.composed === true ? withVariables(environment, this.#types) : environment;
    const compiled = compile(composed, expression, returnTypes);
    return 'message' in compiled ? { expression, ...compiled } : { expression, program: compiled.program };
  }
}

/** Expressions see the variables of a policy as fields of one struct. */
export function withVariables(environment: Environment, types: ReadonlyMap<string, Type>): Environment {
  const fields: StructDeclaration = { field: (name) => types.get(name) };
  return environment.withStructs((name) => (name === VARIABLES ? fields : undefined)).withVariable('variables', struct(VARIABLES));
}

/** Only plain types, lists and maps of them are kept of a variable. */
export function variableType(type: Type): Type {
  const [first = DYN, second = DYN] = type.parameters;
  if (type.kind === 'list') return listOf(variableType(first));
  if (type.kind === 'map') return mapOf(variableType(first), variableType(second));
  return type.kind === 'simple' || type.kind === 'null' || type.kind === 'any' ? type : DYN;
}

/** What an evaluation knows; JSON apart from the authorizer. */
export interface AdmissionInputs {
  /** null if the operation has none. */
  readonly object: unknown;
  readonly oldObject: unknown;
  /** An AdmissionRequest of admission.k8s.io/v1 without uid, object and oldObject. */
  readonly request: object;
  readonly namespaceObject?: unknown;
  readonly params?: unknown;
  readonly authorizer?: {
    readonly user: CelUser;
    readonly decide: Decide;
    readonly requestResource: Omit<ResourceQuestion, 'fieldSelector' | 'labelSelector'>;
  };
}

export class BudgetExceeded extends Error {
  constructor() {
    super('validation failed due to running out of cost budget, no further validation rules will be run');
  }
}

export interface EvaluatedExpression {
  readonly value?: CelValue;
  readonly error?: string;
  readonly remainingBudget: number;
}

const activations = new WeakMap<AdmissionInputs, Activation>();

/** What every expression sees of the same inputs; policies without variables share it as it is. */
function activationOf(inputs: AdmissionInputs): Activation {
  const known = activations.get(inputs);
  if (known !== undefined) return known;
  const { object, oldObject, request, namespaceObject, params, authorizer } = inputs;
  const made = authorizer && new AuthorizerValue(authorizer.user, authorizer.decide);
  const activation = {
    ...{ object: fromJson(object ?? null), oldObject: fromJson(oldObject ?? null), request: fromJson(request) },
    ...{ namespaceObject: fromJson(namespaceObject ?? null), params: fromJson(params ?? null) },
    ...(made && {
      authorizer: made,
      'authorizer.requestResource': new ResourceCheck(made, { ...authorizer.requestResource, fieldSelector: '', labelSelector: '' }),
    }),
    variables: new LazyMap(new Map()),
  };
  activations.set(inputs, activation);
  return activation;
}

/** The evaluations of one policy for one binding and one object of parameters: a variable is evaluated once, when it is needed. */
export class AdmissionEvaluation {
  readonly activation: Activation;
  /** What variables have cost since it was asked for last. */
  #variableCost = 0;

  constructor(variables: ReadonlyMap<string, CompiledExpression>, inputs: AdmissionInputs) {
    const shared = activationOf(inputs);
    this.activation = variables.size === 0 ? shared : { ...shared, variables: new LazyMap(this.#makers(variables)) };
  }

  #makers(variables: ReadonlyMap<string, CompiledExpression>): ReadonlyMap<string, () => Result> {
    const makers = new Map<string, () => Result>();
    for (const [name, compiled] of variables) makers.set(name, () => this.#variable(name, compiled));
    return makers;
  }

  #variable(name: string, { program, message = '' }: CompiledExpression): Result {
    if (program === undefined) return new Fault(`composited variable "${name}" fails to compile: ${message}`);
    const result = program.evaluate(this.activation);
    this.#variableCost += result.cost;
    return 'error' in result ? new Fault(`composited variable "${name}" fails to evaluate: ${result.error}`) : result.value;
  }

  /** Throws BudgetExceeded if it costs more than what remains. */
  evaluate({ expression, program, message = '' }: CompiledExpression, remainingBudget: number): EvaluatedExpression {
    if (program === undefined) return { error: `compilation error: ${message}`, remainingBudget };
    const result = program.evaluate(this.activation);
    const remaining = remainingBudget - this.#variableCost - result.cost;
    this.#variableCost = 0;
    if (remaining < 0) throw new BudgetExceeded();
    if ('error' in result) return { error: `expression '${expression}' resulted in error: ${result.error}`, remainingBudget: remaining };
    return { value: result.value, remainingBudget: remaining };
  }
}
