/**
 * ListOptions of a list, a watch or a deletecollection: selectors, limits, resource versions.
 * After k8s.io/apimachinery/pkg/apis/meta/internalversion and its validation.
 */
import { groupVersionOf } from '../../apimachinery/group-version';
import { forbiddenField, notSupported, type FieldError } from '../../errors/field-error';
import { badRequest, invalid } from '../../errors/status-error';
import { quote } from '../../golang/quote';
import { exactValue, parseFieldSelector, type FieldSelector } from '../../apimachinery/selectors/field-selector';
import { parseLabelSelector, SelectorError, type LabelSelector } from '../../apimachinery/selectors/label-selector';
import { versionOfScope, type RequestScope } from './request-scope';
import { booleanValue, integerValue } from './query-values';
import { shardSelectorIn, type ShardSelector } from './shard-selector';

export interface ListOptions {
  readonly labels: LabelSelector;
  readonly fields: FieldSelector;
  readonly shard?: ShardSelector;
  readonly watch: boolean;
  readonly allowWatchBookmarks: boolean;
  readonly sendInitialEvents: boolean | undefined;
  readonly resourceVersion: string;
  readonly resourceVersionMatch: string;
  readonly timeoutSeconds: number | undefined;
  readonly limit: number;
  readonly continue: string;
}

const METADATA_FIELDS = ['metadata.name', 'metadata.namespace'];

function asBadRequest<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof SelectorError ? badRequest(error.message) : error;
  }
}

function checkFields(selector: FieldSelector, scope: RequestScope): void {
  const { strategy, kind } = scope.resource;
  const version = versionOfScope(scope);
  const selectable = strategy.selectableFields?.(version, groupVersionOf(kind));
  for (const { field } of selector) {
    if ((selectable ?? METADATA_FIELDS).includes(field)) continue;
    if (selectable === undefined) throw badRequest(`${quote(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`);
    throw badRequest(strategy.unsupportedField?.(field, version) ?? `field label not supported: ${field}`);
  }
}

/** A name in the path counts like a field selector for it. */
function withName(selector: FieldSelector, name: string): FieldSelector {
  if (name === '') return selector;
  if (selector.length === 0) return [{ field: 'metadata.name', value: name, equal: true }];
  if (exactValue(selector, 'metadata.name') !== name) throw badRequest("fieldSelector metadata.name doesn't match requested name");
  return selector;
}

function validate(options: ListOptions, watchList: boolean): readonly FieldError[] {
  const { resourceVersionMatch: match, resourceVersion, sendInitialEvents } = options;
  const forbid = (field: string, detail: string): FieldError => forbiddenField(field, detail);
  const field = 'resourceVersionMatch';
  const errors: FieldError[] = [];
  if (options.watch && watchList) {
    if (sendInitialEvents !== undefined && match !== 'NotOlderThan')
      errors.push(forbid(field, 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'));
    if (match === '') return errors;
    if (sendInitialEvents === undefined) errors.push(forbid(field, 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'));
    if (match !== 'NotOlderThan') errors.push(notSupported(field, match, ['NotOlderThan']));
    if (options.continue !== '') errors.push(forbid(field, 'resourceVersionMatch is forbidden when continue is provided'));
    return errors;
  }
  if (match !== '') {
    if (options.watch) errors.push(forbid(field, 'resourceVersionMatch is forbidden for watch'));
    if (resourceVersion === '') errors.push(forbid(field, 'resourceVersionMatch is forbidden unless resourceVersion is provided'));
    if (options.continue !== '') errors.push(forbid(field, 'resourceVersionMatch is forbidden when continue is provided'));
    if (match !== 'Exact' && match !== 'NotOlderThan') errors.push(notSupported(field, match, ['Exact', 'NotOlderThan', '']));
    if (match === 'Exact' && resourceVersion === '0') errors.push(forbid(field, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'));
  }
  if (sendInitialEvents !== undefined) errors.push(forbid('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  return errors;
}

/** Reads and checks the options. Throws 400 or 422. */
export function listOptions(scope: RequestScope, forceWatch = false): ListOptions {
  const { query, info } = scope.call;
  const version = versionOfScope(scope);
  const watchList = version.has('watchList');
  const timeoutSeconds = integerValue(query, 'timeoutSeconds');
  const limit = integerValue(query, 'limit') ?? 0;
  const labels = asBadRequest(() => parseLabelSelector(query.get('labelSelector') ?? '', version));
  const fields = asBadRequest(() => parseFieldSelector(query.get('fieldSelector') ?? ''));
  const options: ListOptions = {
    labels,
    fields,
    watch: forceWatch || booleanValue(query, 'watch') === true,
    allowWatchBookmarks: booleanValue(query, 'allowWatchBookmarks') === true,
    sendInitialEvents: watchList ? booleanValue(query, 'sendInitialEvents') : undefined,
    resourceVersion: query.get('resourceVersion') ?? '',
    resourceVersionMatch: query.get('resourceVersionMatch') ?? '',
    timeoutSeconds,
    limit,
    continue: query.get('continue') ?? '',
  };
  const errors = validate(options, watchList);
  if (errors.length > 0) throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', errors);
  checkFields(fields, scope);
  const shard = shardSelectorIn(query.get('shardSelector') ?? '', version);
  return { ...options, ...(shard && { shard }), fields: withName(fields, info.verb === 'deletecollection' ? '' : scope.name) };
}
