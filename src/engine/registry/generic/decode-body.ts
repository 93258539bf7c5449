/** The body of a POST or PUT as an object of the kind that the resource has, with defaults. */
import type { KubeObject } from '../../api/objects';
import { bodyBytes, contentType, type Exchange } from './exchange';
import type { WriteOptions } from './write-options';

/** Throws 400 and 415. */
export function decodeBody(exchange: Exchange, { fieldValidation }: Pick<WriteOptions, 'fieldValidation'>): KubeObject {
  const { context, call, resource } = exchange;
  const decoded = context.scheme.decode(bodyBytes(exchange), contentType(exchange), resource.kind, { fieldValidation, warnings: call.warnings });
  return context.scheme.setDefaults(decoded, resource.kind);
}
