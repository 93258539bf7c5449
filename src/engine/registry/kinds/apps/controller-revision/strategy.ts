/** ControllerRevisions. After k8s.io/kubernetes/pkg/registry/apps/controllerrevision and pkg/apis/apps/validation/validation.go. */
import type { Strategy } from '../../../generic/strategy';
import type { Version } from '../../../../versions';
import { encodeJson } from '../../../../golang/json';
import { immutable } from '../../../generic/validation/immutable';
import type { KubeObject } from '../../../../api/objects';
import { GoPrinted, required, type FieldValue } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { nonNegative, type Errors } from '../../../generic/validation/checks';

/** What is kept of a revision stays. Newer versions take an old one for good that holds nothing. */
function validateControllerRevisionUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Errors {
  const { version } = context.options;
  const { revision } = object as { readonly revision?: number };
  const own = version.has('revisionDataChecked') ? nonNegative(revision, 'revision') : validateControllerRevision(object, context);
  return [...own, ...immutable(object['data'] as FieldValue, old['data'], 'data', printedData(object['data'], version))];
}

function printedData(data: unknown, version: Version): FieldValue {
  if (version.has('jsonFieldErrors')) return data as FieldValue;
  const raw = Array.from(Buffer.from(encodeJson(data)), (byte) => `0x${byte.toString(16)}`).join(', ');
  const type = 'runtime.TypeMeta{APIVersion:"", Kind:""}';
  return new GoPrinted(`runtime.Unknown{TypeMeta:${type}, Raw:[]uint8{${raw}}, ContentEncoding:"", ContentType:"application/json"}`);
}

function validateControllerRevision(object: KubeObject, { options }: RegistryContext): Errors {
  const { data, revision = 0 } = object as { readonly data?: unknown; readonly revision?: number };
  const mandatory = data === undefined || data === null ? [required('data', 'data is mandatory')] : [];
  const isObject = typeof data === 'object' && !Array.isArray(data);
  return [
    ...nonNegative(revision, 'revision'),
    ...(mandatory.length > 0 || isObject || !options.version.has('revisionDataChecked') ? mandatory : [required('data', 'data must be a valid JSON object')]),
  ];
}

export const controllerRevisions: Strategy = { validate: validateControllerRevision, validateUpdate: validateControllerRevisionUpdate };
