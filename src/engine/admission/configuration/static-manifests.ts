/** A folder of policies or webhooks that no client can change. After k8s.io/apiserver/pkg/admission/plugin/manifest/validation.go */
import { isAbsolute } from 'node:path';
import { statFile } from '../../golang/files';
import { forbiddenField, invalidValue, type FieldError } from '../../errors/field-error';
import type { Version } from '../../versions';

const GATE = 'ManifestBasedAdmissionControlConfig';
const FIELD = 'staticManifestsDir';

function problemOf(path: string, version: Version): FieldError | undefined {
  if (version.isEnabled(GATE) !== true) return forbiddenField(FIELD, `${FIELD} requires the ${GATE} feature gate to be enabled`);
  if (!isAbsolute(path)) return invalidValue(FIELD, path, 'must be an absolute file path');
  try {
    return statFile(path).isDirectory() ? undefined : invalidValue(FIELD, path, 'must be a directory');
  } catch (error) {
    return invalidValue(FIELD, path, `unable to read: ${(error as Error).message}`);
  }
}

export function checkStaticManifests(path: string | undefined, version: Version): void {
  if (path === undefined || path === '') return;
  const problem = problemOf(path, version);
  if (problem !== undefined) throw new Error(`${problem.field}: ${problem.body}`);
  throw new Error(`${FIELD} is a setting of admission that cukernetes does not have yet: create the objects in it as an administrator`);
}
