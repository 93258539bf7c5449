/**
 * .../scale of workloads: replicas as an autoscaling/v1 Scale.
 * After k8s.io/kubernetes/pkg/registry/apps/deployment/storage/storage.go ScaleREST.
 */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import type { HandlerResult } from '../../api/registry';
import { invalidValue, required, type FieldError } from '../../errors/field-error';
import { invalid, notFound } from '../../errors/status-error';
import { withMeta } from '../../storage/object-meta';
import { decodeBody } from './decode-body';
import type { Handlers } from './kind';
import { contentType, qualifiedResource, versionOfScope, type RequestScope } from './request-scope';
import { checkKey } from './keys';
import { notePatch } from './patch-for-audit';
import { patchMechanism } from './patch-mechanisms';
import { selfLinkOf } from './self-link';
import { storeUpdate } from './store-update';
import { checkName } from './update';
import { admitUpdate, validateCreate, validateUpdate } from './update-admission';

import { scaleEntries, withScaleEntries } from './managed-fields/scale-owners';
import { inTurns } from '../../golang/turns';
import { tracked } from './managed-fields/track';
import { writeOptions, type WriteOptions } from './write-options';

const SCALE: GroupVersionKind = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

interface Scalable {
  readonly replicas?: number;
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>>; readonly matchExpressions?: readonly Expression[] };
}
interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

const printedExpression = ({ key, operator, values = [] }: Expression): string => {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${[...values].sort().join(',')})`;
};

function printedSelector(selector: Scalable['selector'] | Readonly<Record<string, string>> = {}): string {
  const structured = 'matchLabels' in selector || 'matchExpressions' in selector;
  const { matchLabels = {}, matchExpressions = [] } = (structured ? selector : { matchLabels: selector }) as NonNullable<Scalable['selector']>;
  const terms = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...matchExpressions.map((expression) => ({ key: expression.key, text: printedExpression(expression) })),
  ];
  return terms
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ text }) => text)
    .join(',');
}

/** Where a kind has what a Scale says. */
export interface Scaling {
  readonly read: (object: KubeObject) => { readonly replicas: number; readonly current: number; readonly selector: string };
  readonly withReplicas: (object: KubeObject, replicas: number) => KubeObject;
  /** Finds what is wrong with a Scale that is written. */
  readonly validate: (scale: KubeObject) => readonly FieldError[];
}

const WORKLOADS: Scaling = {
  read: (object) => {
    const spec = (object['spec'] ?? {}) as Scalable;
    const status = (object['status'] ?? {}) as { readonly replicas?: number };
    return { replicas: spec.replicas ?? 0, current: status.replicas ?? 0, selector: printedSelector(spec.selector) };
  },
  withReplicas: (object, replicas) => ({ ...object, spec: { ...((object['spec'] ?? {}) as object), replicas } }),
  validate,
};

function scaleOf(scope: RequestScope, object: KubeObject, { read }: Scaling): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const { replicas, current, selector } = read(object);
  const link = versionOfScope(scope).has('selfLink') ? { selfLink: selfLinkOf(scope.resource, object, 'scale') } : {};
  const metadata = { name, namespace, ...link, uid, resourceVersion, creationTimestamp } as KubeObject['metadata'];
  const scale = { metadata, spec: { replicas }, status: { replicas: current, selector } };
  return { kind: 'Scale', apiVersion: 'autoscaling/v1', ...scope.context.scheme.normalise(scale, SCALE) };
}

function validate({ metadata, ...scale }: KubeObject): readonly FieldError[] {
  const { replicas = 0 } = (scale['spec'] ?? {}) as Scalable;
  return [
    ...((metadata.namespace ?? '') === '' ? [required('metadata.namespace')] : []),
    ...(replicas < 0 ? [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')] : []),
  ];
}

function scaled(object: KubeObject, scale: KubeObject, scaling: Scaling): KubeObject {
  const errors = scaling.validate(scale);
  if (errors.length > 0) throw invalid(SCALE, scale.metadata.name ?? '', errors);
  const { replicas = 0 } = (scale['spec'] ?? {}) as Scalable;
  const { resourceVersion } = scale.metadata;
  const metadata = { ...object.metadata, ...(resourceVersion !== undefined && { resourceVersion }) };
  return scaling.withReplicas({ ...object, metadata }, replicas);
}

const asScale = (scope: RequestScope): RequestScope => ({ ...scope, resource: { ...scope.resource, kind: SCALE } });

const notFoundAs = (scope: RequestScope): string =>
  versionOfScope(scope).has('scaleNotFoundAsScale') ? `${scope.resource.resource}/scale` : scope.resource.resource;

function getScale(scope: RequestScope, scaling: Scaling): HandlerResult {
  const { context, resource, namespace, name } = scope;
  checkKey(scope, name);
  const object = context.storage.get(resource.stored, namespace, name);
  if (object === undefined) throw notFound({ group: resource.group, resource: notFoundAs(scope) }, name);
  return { status: 200, object: scaleOf(scope, object, scaling) };
}

interface ScaleWrite {
  readonly options: WriteOptions;
  readonly uid: string;
  readonly next: (current: KubeObject) => Promise<KubeObject>;
}

async function writeScale(scope: RequestScope, scaling: Scaling, { options, uid, next }: ScaleWrite): Promise<HandlerResult> {
  const { object } = await storeUpdate(scope, {
    uid,
    updated: async (existing) => {
      if (existing === undefined) throw notFound(qualifiedResource(scope), scope.name);
      const current = scaleOf(scope, existing, scaling);
      const old = withMeta(current, { managedFields: await inTurns(scaleEntries(scope, existing)) });
      const written = await tracked(asScale(scope), options.fieldManager, await next(current), old);
      const scale = await admitUpdate(asScale(scope), options, written, current);
      checkName(scope, scale);
      const owned = await inTurns(withScaleEntries(scope, existing, scale.metadata.managedFields));
      return scope.context.scheme.normalise(scaled(owned, scale, scaling), scope.resource.stored.kind);
    },
    validateCreate: validateCreate(scope, options),
    validateUpdate: (updated, old) => validateUpdate(asScale(scope), options)(scaleOf(scope, updated, scaling), scaleOf(scope, old, scaling)),
    forceAllowCreate: false,
    dryRun: options.dryRun,
  });
  return { status: 200, object: scaleOf(scope, object, scaling) };
}

/** A Scale without a namespace counts as one of the request's. */
function inNamespace(scope: RequestScope, scale: KubeObject): KubeObject {
  const isNamed = (scale.metadata.namespace ?? '') !== '';
  return isNamed || !versionOfScope(scope).has('namespaceCheckedFirst') ? scale : withMeta(scale, { namespace: scope.namespace });
}

async function updateScale(scope: RequestScope, scaling: Scaling): Promise<HandlerResult> {
  const options = writeOptions('UpdateOptions', scope.call.query, versionOfScope(scope));
  const scale = inNamespace(scope, await decodeBody(asScale(scope), options));
  checkName(scope, scale);
  return writeScale(scope, scaling, { options, uid: scale.metadata.uid ?? '', next: () => Promise.resolve(scale) });
}

async function patchScale(scope: RequestScope, scaling: Scaling): Promise<HandlerResult> {
  const type = contentType(scope).split(';')[0] ?? '';
  const options = writeOptions('PatchOptions', scope.call.query, versionOfScope(scope), type);
  await notePatch(scope, type);
  return writeScale(scope, scaling, { options, uid: '', next: patchMechanism(asScale(scope), type, options) });
}

export const scaleHandlersOf = (scaling: Scaling): Handlers => ({
  get: (scope) => getScale(scope, scaling),
  update: (scope) => updateScale(scope, scaling),
  patch: (scope) => patchScale(scope, scaling),
});

export const scaleHandlers = scaleHandlersOf(WORKLOADS);
