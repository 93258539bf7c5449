/** The body of a POST or PUT as an object of the kind that the resource has, with defaults. */
import type { KubeObject } from '../../api/objects';
import { withHubFields } from '../managed-fields/hub-fields';
import { bodyBytes, contentType, type Exchange } from './exchange';
import type { WriteOptions } from './write-options';

/** Throws 400 and 415. */
export async function decodeBody(exchange: Exchange, { fieldValidation }: Pick<WriteOptions, 'fieldValidation'>): Promise<KubeObject> {
  const { context, call, resource } = exchange;
  const options = { fieldValidation, warnings: call.warnings };
  const decoded = await context.scheme.decodeInTurns(bodyBytes(exchange), contentType(exchange), resource.kind, options);
  const object = await context.scheme.setDefaultsInTurns(decoded, resource.kind);
  if (call.audit.keeps('Metadata')) call.audit.requestObject(withHubFields(object));
  return object;
}
