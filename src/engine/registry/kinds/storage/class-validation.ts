/** What classes of storage and of volumes have in common. After pkg/apis/storage/validation/validation.go. */
import { qualifiedName } from '../../../apimachinery/names';
import { invalidValue, required } from '../../../errors/field-error';
import { tooLongField } from '../../generic/metadata/validation';
import { complaints, when, type Errors } from '../../generic/validation/checks';
import type { Version } from '../../../versions';

const MAX_PARAMETERS = 512;
const MAX_PARAMETER_BYTES = 256 * 1024;

export function validateParameters(parameters: Readonly<Record<string, string>> | undefined, version: Version): Errors {
  const entries = Object.entries(parameters ?? {});
  const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return [
    ...when(entries.length > MAX_PARAMETERS, () => tooLongField('parameters', MAX_PARAMETERS, version)),
    ...entries.flatMap(([key]) => when(key === '', () => invalidValue('parameters', key, 'field can not be empty.'))),
    ...when(size > MAX_PARAMETER_BYTES, () => tooLongField('parameters', MAX_PARAMETER_BYTES, version)),
  ];
}

export const provisioner = (name: string, at: string, version: Version): Errors =>
  name === '' ? [required(at)] : complaints(name.toLowerCase(), at, qualifiedName(name.toLowerCase(), version));
