/**
 * What an apply says when it would take fields from others without force.
 * After k8s.io/apimachinery/pkg/util/managedfields/internal/conflict.go.
 */
import type { JsonObject } from '../../../api/objects';
import { compareBytes } from '../../../golang/bytes';
import { quote } from '../../../golang/quote';
import { StatusError } from '../../../errors/status-error';
import type { Turns } from '../../../golang/turns';
import { pathsOf, type FieldSet } from './field-set';
import { identityOf, type Owner } from './managers';

const printedValue = (value: unknown): string => (typeof value === 'string' ? quote(value) : JSON.stringify(value));

function printedPart(part: string): string {
  const rest = part.slice(2);
  if (part.startsWith('f:')) return `.${rest}`;
  if (part.startsWith('i:')) return `[${rest}]`;
  const value = JSON.parse(rest) as unknown;
  if (part.startsWith('v:')) return `[=${printedValue(value)}]`;
  const keys = Object.entries(value as JsonObject).map(([name, key]) => `${name}=${printedValue(key)}`);
  return `[${keys.join(',')}]`;
}

function printedOwner({ manager, subresource, operation, apiVersion }: Owner): string {
  const through = subresource === '' ? '' : ` with subresource ${quote(subresource)}`;
  return `${quote(manager)}${through}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}

export function* applyConflict(conflicts: readonly (readonly [Owner, FieldSet])[]): Turns<StatusError> {
  const lost: { readonly owner: string; readonly fields: readonly string[] }[] = [];
  for (const [owner, set] of [...conflicts].sort(([a], [b]) => compareBytes(identityOf(a), identityOf(b)))) {
    const fields = (yield* pathsOf(set)).map((path) => path.map(printedPart).join(''));
    lost.push({ owner: printedOwner(owner), fields });
    yield;
  }
  const causes = lost.flatMap(({ owner, fields }) => fields.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${owner}`, field })));
  const [first] = causes;
  const all = lost.flatMap(({ owner, fields }) => [`conflicts with ${owner}:`, ...fields.map((field) => `- ${field}`)]).join('\n');
  const why = causes.length === 1 && first !== undefined ? `1 conflict: ${first.message}: ${first.field}` : `${causes.length} conflicts: ${all}`;
  return new StatusError(409, 'Conflict', `Apply failed with ${why}`, { causes });
}
