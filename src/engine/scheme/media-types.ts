/** Which bodies a server reads: k8s.io/apiserver/pkg/endpoints/handlers/negotiation NegotiateInputSerializer. */
import { StatusError } from '../errors/status-error';
import { table } from '../golang/map';

export type BodyFormat = 'json' | 'yaml' | 'protobuf';

const FORMATS = table<BodyFormat>({
  'application/json': 'json',
  'application/yaml': 'yaml',
  'application/vnd.kubernetes.protobuf': 'protobuf',
});

/** mime.ParseMediaType, as far as it can fail: a type, a slash, a subtype, parameters with a value. */
const MEDIA_TYPE = /^\s*([!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+)\s*(?:;\s*(?:[!#$%&'*+.^_`|~\w-]+=(?:"(?:[^"\\]|\\.)*"|[!#$%&'*+.^_`|~\w-]+)\s*)?)*$/;

export function unsupportedMediaType(accepted: readonly string[] = Object.keys(FORMATS)): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );
}

/** A body without a type is JSON. */
export function formatOf(contentType: string | undefined, accepted: readonly string[] = Object.keys(FORMATS)): BodyFormat {
  if (contentType === undefined || contentType === '') return 'json';
  const mediaType = MEDIA_TYPE.exec(contentType)?.[1]?.toLowerCase() ?? '';
  const format = FORMATS[mediaType];
  if (format === undefined || !accepted.includes(mediaType)) throw unsupportedMediaType(accepted);
  return format;
}
