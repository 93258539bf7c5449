/**
 * A policy from manifests: files, or directories with everything in them, several documents a file, lists taken apart. The
 * roles and bindings that every cluster of the version has come first, so that `view` and `cluster-admin` mean something.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubeObject } from '../engine/api/objects';
import { catalogOf } from '../engine/catalog/catalog';
import type { Version } from '../engine/versions';
import { decidesAccess, policyOf, type Policy } from './policy';
import { own } from '../engine/golang/map';

const MANIFEST = /\.(?:ya?ml|json)$/;

/** What is wrong with a manifest, and where. */
export class ManifestError extends Error {}

function filesIn(given: string): readonly string[] {
  const found = statSync(given, { throwIfNoEntry: false });
  if (found === undefined) throw new ManifestError(`${given}: no such file or directory`);
  if (!found.isDirectory()) return [given];
  const files = readdirSync(given, { recursive: true, encoding: 'utf8' }).filter((file) => MANIFEST.test(file));
  if (files.length === 0) throw new ManifestError(`${given}: no manifest in this directory: a name ends with .yaml, .yml or .json`);
  return files.sort().map((file) => path.join(given, file));
}

function documentsOf(file: string): readonly unknown[] {
  try {
    return loadAll(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ManifestError(`${file}: ${(error as Error).message.split('\n')[0] ?? ''}`, { cause: error });
  }
}

interface List {
  readonly items: readonly unknown[];
}
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & List =>
  String(value['kind']).endsWith('List') && Array.isArray(value['items']);

/** A binding without a role, or an object without a name, would be refused by a server. */
function objectsIn(document: unknown, file: string): readonly KubeObject[] {
  if (document === null || document === undefined) return [];
  if (!isObject(document) || typeof document['kind'] !== 'string') throw new ManifestError(`${file}: a document that is no object: it has no kind`);
  if (isList(document)) return document.items.flatMap((item) => objectsIn(item, file));
  const object = document as unknown as KubeObject;
  if (!decidesAccess(object)) return [];
  const metadata: unknown = document['metadata'];
  const name = isObject(metadata) ? metadata['name'] : undefined;
  if (typeof name !== 'string') throw new ManifestError(`${file}: a ${document['kind']} without metadata.name`);
  const roleRef: unknown = document['roleRef'];
  if (document['kind'].endsWith('Binding') && !(isObject(roleRef) && typeof roleRef['name'] === 'string'))
    throw new ManifestError(`${file}: the ${document['kind']} "${name}" has no roleRef with a name`);
  const lists = ['rules', 'subjects'].filter((field) => !Array.isArray(own(document, field) ?? []));
  if (lists.length > 0) throw new ManifestError(`${file}: ${lists.join(', ')} of the ${document['kind']} "${name}" is no list`);
  return [object];
}

const bootstrapOf = ({ name }: Version): readonly KubeObject[] =>
  catalogOf(name)
    .bootstrap.map(({ object }) => object)
    .filter(decidesAccess);

/** Throws ManifestError. */
export function manifestPolicy(paths: readonly string[], version: Version): Policy {
  const given = paths.flatMap(filesIn).flatMap((file) => documentsOf(file).flatMap((document) => objectsIn(document, file)));
  return policyOf(version, [...bootstrapOf(version), ...given]);
}
