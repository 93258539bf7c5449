/** A body without what is secret: credentials, and the values of Secrets, which stay base64 so that a server still takes them. */
import type { JsonValue } from '../engine/api/objects';
import { aboutSecrets, maskJson, maskText } from '../report/masking/structure';

export const maskedBody = (body: JsonValue, path: string): JsonValue =>
  typeof body === 'string' ? maskText(body) : (maskJson(body, aboutSecrets(path), 'base64') as JsonValue);
