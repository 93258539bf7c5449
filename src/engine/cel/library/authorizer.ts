/**
 * What an authorizer can be asked in an expression: `authorizer.group('').resource('pods').check('get').allowed()`.
 * After k8s.io/apiserver/pkg/cel/library/authz.go.
 */
import { userNameOf } from '../../apimachinery/service-account-names';
import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../apimachinery/names';
import { newestVersion } from '../../versions';
import { struct, type Type } from '../checker/type';
import { Opaque } from '../values/value';
import type { LibraryFunction } from './library-function';

export interface CelUser {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}
export interface ResourceQuestion {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** As they are written; empty if there are none. */
  readonly fieldSelector: string;
  readonly labelSelector: string;
}
export type CelQuestion = { readonly user: CelUser; readonly verb: string } & (
  { readonly path: string; readonly resource?: undefined } | { readonly resource: ResourceQuestion; readonly path?: undefined }
);
export interface CelDecision {
  readonly allowed: boolean;
  readonly reason: string;
  readonly error?: string;
}
/** Decides; what it needs has to be there. */
export type Decide = (question: CelQuestion) => CelDecision;

const PREFIX = 'kubernetes.authorization.';
const [AUTHORIZER_TYPE, PATH, GROUP, RESOURCE, DECISION] = ['Authorizer', 'PathCheck', 'GroupCheck', 'ResourceCheck', 'Decision'].map(
  (name) => `${PREFIX}${name}`,
) as [...[string, string, string], ...[string, string]];

/** What can only be asked. */
abstract class Receiver extends Opaque {
  override isComparableTo(): boolean {
    return false;
  }
  equals(other: Opaque): boolean {
    return other === this;
  }
}
export class AuthorizerValue extends Receiver {
  readonly type: Type = struct(AUTHORIZER_TYPE);
  constructor(
    readonly user: CelUser,
    readonly decide: Decide,
  ) {
    super();
  }
}
class PathCheck extends Receiver {
  readonly type: Type = struct(PATH);
  constructor(
    readonly authorizer: AuthorizerValue,
    readonly path: string,
  ) {
    super();
  }
}
class GroupCheck extends Receiver {
  readonly type: Type = struct(GROUP);
  constructor(
    readonly authorizer: AuthorizerValue,
    readonly group: string,
  ) {
    super();
  }
}
/** `authorizer.requestResource` is one, too. */
export class ResourceCheck extends Receiver {
  readonly type: Type = struct(RESOURCE);
  constructor(
    readonly authorizer: AuthorizerValue,
    readonly question: ResourceQuestion,
  ) {
    super();
  }
  with(part: Partial<ResourceQuestion>): ResourceCheck {
    return new ResourceCheck(this.authorizer, { ...this.question, ...part });
  }
}
class DecisionValue extends Receiver {
  readonly type: Type = struct(DECISION);
  constructor(readonly decision: CelDecision) {
    super();
  }
}

function notEmpty(what: string, text: string): string {
  if (text.trim() === '') throw new Error(`${what} must not be empty`);
  return text;
}
function serviceAccount({ decide }: AuthorizerValue, namespace: string, name: string): AuthorizerValue {
  if (nameIsDnsSubdomain(name, false, newestVersion).length > 0) throw new Error('Invalid service account name');
  if (nameIsDnsLabel(namespace, false, newestVersion).length > 0) throw new Error('Invalid service account namespace');
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return new AuthorizerValue({ name: userNameOf({ namespace, name }), uid: '', groups: groups.slice(0, 2), extra: {} }, decide);
}
const NOTHING = { subresource: '', namespace: '', name: '', fieldSelector: '', labelSelector: '' };

const PARTS = ['subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector'] as const;
export const AUTHORIZER: readonly LibraryFunction[] = [
  [`${AUTHORIZER_TYPE}.path(string): ${PATH}`, (authorizer: AuthorizerValue, path: string) => new PathCheck(authorizer, notEmpty('path', path))],
  [`${AUTHORIZER_TYPE}.group(string): ${GROUP}`, (authorizer: AuthorizerValue, group: string) => new GroupCheck(authorizer, group)],
  [`${AUTHORIZER_TYPE}.serviceAccount(string, string): ${AUTHORIZER_TYPE}`, serviceAccount],
  [
    `${GROUP}.resource(string): ${RESOURCE}`,
    ({ authorizer, group }: GroupCheck, resource: string) => new ResourceCheck(authorizer, { ...NOTHING, group, resource: notEmpty('resource', resource) }),
  ],
  ...PARTS.map((part): LibraryFunction => [`${RESOURCE}.${part}(string): ${RESOURCE}`, (check: ResourceCheck, text: string) => check.with({ [part]: text })]),
  [`${PATH}.check(string): ${DECISION}`, ({ authorizer: { user, decide }, path }: PathCheck, verb: string) => new DecisionValue(decide({ user, verb, path }))],
  [
    `${RESOURCE}.check(string): ${DECISION}`,
    ({ authorizer: { user, decide }, question }: ResourceCheck, verb: string) => new DecisionValue(decide({ user, verb, resource: question })),
  ],
  [`${DECISION}.errored(): bool`, ({ decision }: DecisionValue) => decision.error !== undefined],
  [`${DECISION}.error(): string`, ({ decision }: DecisionValue) => decision.error ?? ''],
  [`${DECISION}.allowed(): bool`, ({ decision }: DecisionValue) => decision.allowed],
  [`${DECISION}.reason(): string`, ({ decision }: DecisionValue) => decision.reason],
];
