/**
 * Server-side apply: the patch is the whole of what its manager wants. How it is merged into the
 * object, and what becomes of the fields that others own or that the manager wanted before, is documented in managed-fields/apply.ts.
 * After k8s.io/apiserver/pkg/endpoints/handlers/fieldmanager.
 */
import { groupVersionOf } from '../../apimachinery/group-version';
import { errorText } from '../../golang/error-text';
import { inTurns } from '../../golang/turns';
import type { GroupVersionKind, JsonObject, KubeObject } from '../../api/objects';
import type { GoType } from '../../catalog/types';
import { badRequest, plainError, StatusError } from '../../errors/status-error';
import type { Version } from '../../versions';
import { trackedApply } from './managed-fields/track';
import { misfitOf } from './managed-fields/typed-patch';
import { isMap, type JsonMap } from './patch/element-order';
import type { RequestScope } from './request-scope';
import { patchInYaml } from './patch-body';
import { typeNameOf } from './json-type';
import type { WriteOptions } from './write-options';

interface Configuration {
  readonly configuration: JsonMap;
  /** What a strict reader says of keys that come twice. */
  readonly repeated: string | undefined;
}

const nounOf = (version: Version): string => (version.has('patchesCheckedForAudit') ? 'patch' : 'YAML');

async function configurationOf(scope: RequestScope): Promise<Configuration> {
  const what = nounOf(scope.context.options.version);
  let read: { readonly value: unknown; readonly repeated: string | undefined };
  try {
    read = await patchInYaml(scope);
  } catch (error) {
    throw badRequest(`error decoding ${what}: ${errorText(error)}`);
  }
  const { value, repeated } = read;
  if (typeof value !== 'object' || Array.isArray(value))
    throw badRequest(
      `error decoding ${what}: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${typeNameOf(value)} into Go value of type map[string]interface {}`,
    );
  return { configuration: (value as JsonMap | null) ?? {}, repeated };
}

/** Reads a text; any other value counts as absent. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const metadataOf = ({ metadata }: JsonMap): JsonMap => (isMap(metadata) ? metadata : {});

/** What a configuration says it is; of an apiVersion that is none nothing counts. */
function kindOf({ apiVersion, kind }: JsonMap): GroupVersionKind {
  const parts = textOf(apiVersion).split('/');
  if (parts.length > 2) return { group: '', version: '', kind: '' };
  const [version = '', group = ''] = parts.toReversed();
  return { group, version, kind: textOf(kind) };
}
const printedKind = ({ group, version, kind }: GroupVersionKind): string => `${group}/${version}, Kind=${kind}`;
const isMetadata = (type: GoType | undefined): boolean => type?.field('metadata')?.type.id.endsWith('.ObjectMeta') ?? false;

/** An object in errors about its fields: newer versions name it. */
function named(version: Version, configuration: JsonMap, kind: GroupVersionKind): string {
  if (!version.has('schemaErrorsNamed')) return '';
  const { namespace, name } = metadataOf(configuration);
  return ` (${textOf(namespace)}/${textOf(name)}; ${printedKind(kind)})`;
}

/** Throws what is wrong with the configuration by itself, 400 and 500. */
async function checkConfiguration({ context, resource }: RequestScope, configuration: JsonMap): Promise<void> {
  const { version } = context.options;
  const [kind, expected] = [kindOf(configuration), resource.kind];
  if (version.has('appliedKindChecked') && printedKind(kind) !== printedKind(expected)) throw badRequest(`invalid object type: ${printedKind(kind)}`);
  if (groupVersionOf(kind) !== groupVersionOf(expected))
    throw badRequest(`Incorrect version specified in apply patch. Specified patch version: ${groupVersionOf(kind)}, expected: ${groupVersionOf(expected)}`);
  const { managedFields } = metadataOf(configuration);
  // Entries that are none count as no entries.
  if (Array.isArray(managedFields) && managedFields.every(isMap)) throw badRequest('metadata.managedFields must be nil');
  const type = context.scheme.fieldTypeOf(kind);
  if (kind.kind !== expected.kind && !isMetadata(type)) throw plainError(`failed to create typed patch object: no corresponding type for ${printedKind(kind)}`);
  const misfit = type && (await inTurns(misfitOf(configuration, type, version)));
  if (misfit !== undefined) throw plainError(`failed to create typed patch object${named(version, configuration, kind)}: ${misfit}`);
  if (kind.kind !== expected.kind) throw plainError(`failed to merge config: expected objects of the same type, but got ${POINTER} and ${POINTER}`);
}
/** Where Go's values lie differs from run to run. */
const POINTER = '{0xc000000000 {<nil> <nil> <nil>}}';

/** What the merge gave as an object of the kind. */
async function converted({ context, call, resource }: RequestScope, merged: object, { fieldValidation }: WriteOptions): Promise<KubeObject> {
  try {
    return await context.scheme.fromUnstructuredInTurns(merged, resource.kind, { fieldValidation, warnings: call.warnings });
  } catch (error) {
    if (error instanceof StatusError) throw error;
    const object = named(context.options.version, merged as JsonMap, resource.kind);
    const why = `unable to convert unstructured object to ${printedKind(resource.kind)}: ${errorText(error)}`;
    throw plainError(`failed to convert new object${object} to proper version: ${why}`);
  }
}

/** Keys that come twice are warned of, or refused, once the configuration is merged. */
function checkRepeatedKeys({ context, call }: RequestScope, { fieldValidation }: WriteOptions, repeated: string | undefined): void {
  if (repeated === undefined || !context.options.version.has('fieldValidation') || fieldValidation === 'Ignore') return;
  if (fieldValidation === 'Strict') throw badRequest(`error strict decoding ${nounOf(context.options.version)}: error converting YAML to JSON: ${repeated}`);
  call.warnings.push(
    ...repeated
      .split('\n')
      .slice(1)
      .map((line) => line.trim()),
  );
}

export function applyPatch(scope: RequestScope, options: WriteOptions): (current: KubeObject | undefined) => Promise<KubeObject> {
  const { context, resource } = scope;
  return async (current) => {
    const { configuration, repeated } = await configurationOf(scope);
    await checkConfiguration(scope, configuration);
    const owned = (await trackedApply(scope, options, { ...configuration, metadata: metadataOf(configuration) } as unknown as JsonObject, current)) as object;
    const object = await converted(scope, owned, options);
    checkRepeatedKeys(scope, options, repeated);
    return context.scheme.setDefaultsInTurns(object, resource.kind);
  };
}
