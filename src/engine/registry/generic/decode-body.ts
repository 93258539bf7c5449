/** The body of a POST or PUT as an object of the kind that the resource has, with defaults. */
import type { KubeObject } from '../../api/objects';
import { Turn } from '../../golang/turns';
import { bodyBytes, contentType, type Exchange } from './exchange';
import type { WriteOptions } from './write-options';

/** Throws 400 and 415. */
export async function decodeBody(exchange: Exchange, { fieldValidation }: Pick<WriteOptions, 'fieldValidation'>): Promise<KubeObject> {
  const { context, call, resource } = exchange;
  const options = { fieldValidation, warnings: call.warnings };
  const decoded = await context.scheme.decodeInTurns(bodyBytes(exchange), contentType(exchange), resource.kind, options);
  const turn = new Turn();
  const defaulted = context.scheme.setDefaults(decoded, resource.kind);
  if (turn.isLate()) await turn.next();
  return defaulted;
}
