/** Reads what is there, as the administrator. */
import type { Target } from '../../src/index';
import { objectReference, type ObjectReference } from './object-reference';
import { pathOf } from './paths';

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly managedFields?: unknown;
}

async function read<T>(target: Target, path: string): Promise<T> {
  const { status, body } = await target.send({ as: { kind: 'administrator' }, method: 'GET', path });
  if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${String(body)}`);
  return JSON.parse(String(body)) as T;
}

export async function namesOf(target: Target, resource: string): Promise<readonly string[]> {
  const path = await pathOf(target, objectReference(resource));
  const { items } = await read<{ readonly items: readonly { readonly metadata: Metadata }[] }>(target, path);
  return items.map(({ metadata: { namespace, name } }) => (namespace === undefined ? name : `${namespace}/${name}`));
}

/** In the order in which kubectl prints it: the fields of the type sorted, managedFields left out. */
export async function objectOf(target: Target, reference: ObjectReference): Promise<unknown> {
  const { metadata, ...rest } = await read<{ readonly metadata: Metadata }>(target, await pathOf(target, reference));
  const { managedFields: _, ...shown } = metadata;
  return sorted({ ...rest, metadata: shown });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
