/**
 * DeleteOptions from the body, or from the query without a body.
 * After k8s.io/apiserver/pkg/endpoints/handlers/delete.go and apimachinery's ValidateDeleteOptions.
 */
import type { GroupVersionKind, JsonObject } from '../../api/objects';
import { invalidValue, notSupported, type FieldError } from '../../errors/field-error';
import { invalid } from '../../errors/status-error';
import type { Version } from '../../versions';
import { bodyBytes, contentType, versionOfScope, type RequestScope } from './request-scope';
import { booleanValue, integerValue } from './query-values';
import { validateDryRun } from './write-options';

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number | undefined;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string } | undefined;
  readonly orphanDependents?: boolean | undefined;
  readonly propagationPolicy?: string | undefined;
  readonly dryRun?: readonly string[] | undefined;
  readonly ignoreStoreReadErrorWithClusterBreakingPotential?: boolean | undefined;
}

const IGNORE_READ_ERROR = 'ignoreStoreReadErrorWithClusterBreakingPotential';
/** What an unsafe deletion does not go with. */
const SAFE_ONLY = ['propagationPolicy', 'orphanDependents', 'gracePeriodSeconds', 'preconditions'] as const;

const POLICIES = ['Foreground', 'Background', 'Orphan'];

function fromQuery(query: URLSearchParams): DeleteOptions {
  const dryRun = query.getAll('dryRun');
  const uid = query.get('uid') ?? '';
  const resourceVersion = query.get('resourceVersion') ?? '';
  const preconditions = { ...(uid !== '' && { uid }), ...(resourceVersion !== '' && { resourceVersion }) };
  return {
    preconditions: Object.keys(preconditions).length === 0 ? undefined : preconditions,
    gracePeriodSeconds: integerValue(query, 'gracePeriodSeconds'),
    orphanDependents: booleanValue(query, 'orphanDependents'),
    propagationPolicy: query.get('propagationPolicy') ?? undefined,
    dryRun: dryRun.length === 0 ? undefined : dryRun,
    [IGNORE_READ_ERROR]: booleanValue(query, IGNORE_READ_ERROR),
  };
}

/** Whether an object is to be deleted although it cannot be read. */
export const isUnsafe = (options: DeleteOptions, version: Version): boolean => version.has('unsafeDeletion') && options[IGNORE_READ_ERROR] === true;

function validate(options: DeleteOptions, version: Version): readonly FieldError[] {
  const { orphanDependents, propagationPolicy, dryRun = [] } = options;
  return [
    ...(orphanDependents !== undefined && propagationPolicy !== undefined
      ? [invalidValue('propagationPolicy', propagationPolicy, 'orphanDependents and deletionPropagation cannot be both set')]
      : []),
    ...(propagationPolicy !== undefined && !POLICIES.includes(propagationPolicy)
      ? [notSupported('propagationPolicy', propagationPolicy, [...POLICIES, 'nil'])]
      : []),
    ...validateDryRun(dryRun, version),
    ...(isUnsafe(options, version)
      ? SAFE_ONLY.filter((name) => options[name] !== undefined).map((name) => invalidValue(IGNORE_READ_ERROR, true, `cannot be set together with .${name}`))
      : []),
  ];
}

const KIND = { group: 'meta.k8s.io', kind: 'DeleteOptions' };

function fromBody(scope: RequestScope, body: Uint8Array, collectionOf: GroupVersionKind | undefined): DeleteOptions {
  const decoded = scope.context.scheme.decodeDeleteOptions(body, contentType(scope), collectionOf);
  scope.call.audit.requestObject(decoded);
  return decoded;
}

/** `of` says whether one object goes or all of a collection. Throws what decoding throws, 400 and 422. */
export function deleteOptions(scope: RequestScope, of: 'object' | 'collection'): DeleteOptions {
  const version = versionOfScope(scope);
  const body = bodyBytes(scope);
  const collectionOf = of === 'collection' ? scope.resource.kind : undefined;
  const options: DeleteOptions = body.length === 0 ? fromQuery(scope.call.query) : fromBody(scope, body, collectionOf);
  const errors = validate(options, version);
  if (errors.length > 0) throw invalid(KIND, '', errors);
  if (of === 'collection' && isUnsafe(options, version))
    throw invalid(KIND, '', [invalidValue(IGNORE_READ_ERROR, true, 'is not allowed with DELETECOLLECTION, try again after removing the option')]);
  return options;
}

/** As admission is shown them. */
export function shownOptions(options: DeleteOptions): JsonObject {
  const { gracePeriodSeconds, preconditions, orphanDependents, propagationPolicy, dryRun } = options;
  return {
    kind: 'DeleteOptions',
    apiVersion: 'meta.k8s.io/v1',
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    ...(preconditions !== undefined && { preconditions }),
    ...(orphanDependents !== undefined && { orphanDependents }),
    ...(propagationPolicy !== undefined && { propagationPolicy }),
    ...(dryRun !== undefined && { dryRun }),
  };
}
