/**
 * .../scale of workloads: replicas as an autoscaling/v1 Scale.
 * After k8s.io/kubernetes/pkg/registry/apps/deployment/storage/storage.go ScaleREST.
 */
import type { GroupVersionKind, KubeObject } from '../../api/objects';
import type { Answer } from '../../api/registry';
import { invalidValue, required, type FieldError } from '../../errors/field-error';
import { invalid, notFound } from '../../errors/status-error';
import { withMeta } from '../../storage/object-meta';
import { decodeBody } from './decode-body';
import { contentType, qualifiedResource, versionOfExchange, type Exchange } from './exchange';
import { checkKey } from './keys';
import { notePatch } from './patch-for-audit';
import { patchMechanism } from './patch-mechanisms';
import type { Action } from './route';
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

function scaleOf(exchange: Exchange, object: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const spec = (object['spec'] ?? {}) as Scalable;
  const status = (object['status'] ?? {}) as { readonly replicas?: number };
  const link = versionOfExchange(exchange).has('selfLink') ? { selfLink: selfLinkOf(exchange.resource, object, 'scale') } : {};
  const metadata = { name, namespace, ...link, uid, resourceVersion, creationTimestamp } as KubeObject['metadata'];
  const scale = { metadata, spec: { replicas: spec.replicas ?? 0 }, status: { replicas: status.replicas ?? 0, selector: printedSelector(spec.selector) } };
  return { kind: 'Scale', apiVersion: 'autoscaling/v1', ...exchange.context.scheme.normalise(scale, SCALE) };
}

function validate({ metadata, ...scale }: KubeObject): readonly FieldError[] {
  const { replicas = 0 } = (scale['spec'] ?? {}) as Scalable;
  return [
    ...((metadata.namespace ?? '') === '' ? [required('metadata.namespace')] : []),
    ...(replicas < 0 ? [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')] : []),
  ];
}

function scaled(object: KubeObject, scale: KubeObject): KubeObject {
  const errors = validate(scale);
  if (errors.length > 0) throw invalid(SCALE, scale.metadata.name ?? '', errors);
  const { replicas = 0 } = (scale['spec'] ?? {}) as Scalable;
  const { resourceVersion } = scale.metadata;
  const spec = (object['spec'] ?? {}) as object;
  return { ...object, metadata: { ...object.metadata, ...(resourceVersion !== undefined && { resourceVersion }) }, spec: { ...spec, replicas } };
}

const asScale = (exchange: Exchange): Exchange => ({ ...exchange, resource: { ...exchange.resource, kind: SCALE } });

const notFoundAs = (exchange: Exchange): string =>
  versionOfExchange(exchange).has('scaleNotFoundAsScale') ? `${exchange.resource.resource}/scale` : exchange.resource.resource;

function getScale(exchange: Exchange): Answer {
  const { context, resource, namespace, name } = exchange;
  checkKey(exchange, name);
  const object = context.storage.get(resource.stored, namespace, name);
  if (object === undefined) throw notFound({ group: resource.group, resource: notFoundAs(exchange) }, name);
  return { status: 200, object: scaleOf(exchange, object) };
}

async function writeScale(exchange: Exchange, options: WriteOptions, uid: string, next: (current: KubeObject) => Promise<KubeObject>): Promise<Answer> {
  const { object } = await storeUpdate(exchange, {
    uid,
    updated: async (existing) => {
      if (existing === undefined) throw notFound(qualifiedResource(exchange), exchange.name);
      const current = scaleOf(exchange, existing);
      const old = withMeta(current, { managedFields: await inTurns(scaleEntries(exchange, existing)) });
      const written = await tracked(asScale(exchange), options.fieldManager, await next(current), old);
      const scale = await admitUpdate(asScale(exchange), options, written, current);
      checkName(exchange, scale);
      const owned = await inTurns(withScaleEntries(exchange, existing, scale.metadata.managedFields));
      return exchange.context.scheme.normalise(scaled(owned, scale), exchange.resource.stored.kind);
    },
    validateCreate: validateCreate(exchange, options),
    validateUpdate: (updated, old) => validateUpdate(asScale(exchange), options)(scaleOf(exchange, updated), scaleOf(exchange, old)),
    forceAllowCreate: false,
    dryRun: options.dryRun,
  });
  return { status: 200, object: scaleOf(exchange, object) };
}

/** A Scale without a namespace is taken for one of the request's. */
function inNamespace(exchange: Exchange, scale: KubeObject): KubeObject {
  const isNamed = (scale.metadata.namespace ?? '') !== '';
  return isNamed || !versionOfExchange(exchange).has('namespaceCheckedFirst') ? scale : withMeta(scale, { namespace: exchange.namespace });
}

async function updateScale(exchange: Exchange): Promise<Answer> {
  const options = writeOptions('UpdateOptions', exchange.call.query, versionOfExchange(exchange));
  const scale = inNamespace(exchange, await decodeBody(asScale(exchange), options));
  checkName(exchange, scale);
  return writeScale(exchange, options, scale.metadata.uid ?? '', () => Promise.resolve(scale));
}

async function patchScale(exchange: Exchange): Promise<Answer> {
  const type = contentType(exchange).split(';')[0] ?? '';
  const options = writeOptions('PatchOptions', exchange.call.query, versionOfExchange(exchange), type);
  await notePatch(exchange, type);
  return writeScale(exchange, options, '', patchMechanism(asScale(exchange), type, options));
}

export const scaleHandlers: Readonly<Partial<Record<Action, (exchange: Exchange) => Answer | Promise<Answer>>>> = {
  get: getScale,
  update: updateScale,
  patch: patchScale,
};
