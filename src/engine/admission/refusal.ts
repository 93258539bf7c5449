/** How a plugin refuses: 403, naming the object, and saying why. Upstream: k8s.io/apiserver/pkg/admission/errors.go */
import type { AdmissionAttributes } from '../api/admission';
import type { KubeObject } from '../api/objects';
import { forbidden, type StatusError } from '../errors/status-error';

/** An object that has no name yet goes by its generateName, or is Unknown. */
export const objectName = ({ name }: AdmissionAttributes, object: KubeObject | undefined): string =>
  name || object?.metadata.name || object?.metadata.generateName || 'Unknown';

export const refused = (attributes: AdmissionAttributes, why: string): StatusError =>
  forbidden(attributes.resource, objectName(attributes, attributes.object), why);
