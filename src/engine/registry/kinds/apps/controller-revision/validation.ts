/** ControllerRevisions. After pkg/apis/apps/validation/validation.go. */
import type { KubeObject } from '../../../../api/objects';
import { required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { nonNegative, type Errors } from '../../../generic/validation/checks';

export function validateControllerRevision(object: KubeObject, { options }: RegistryContext): Errors {
  const { data, revision = 0 } = object as { readonly data?: unknown; readonly revision?: number };
  const mandatory = data === undefined || data === null ? [required('data', 'data is mandatory')] : [];
  const isObject = typeof data === 'object' && !Array.isArray(data);
  return [
    ...nonNegative(revision, 'revision'),
    ...(mandatory.length > 0 || isObject || !options.version.has('revisionDataChecked') ? mandatory : [required('data', 'data must be a valid JSON object')]),
  ];
}
