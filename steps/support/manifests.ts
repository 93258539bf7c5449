/** Objects of scenarios: YAML in a doc string, or a file in features/manifests, one object a file. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly generateName?: string; readonly namespace?: string };
}

/** kubectl runs here too, so that `-f service-reader.yaml` works as documented. */
export const MANIFESTS = path.join(__dirname, '..', '..', 'features', 'manifests');

export const manifestsIn = (yaml: string): readonly Manifest[] => loadAll(yaml).filter((object) => object !== null) as Manifest[];

export const manifestsOf = (file: string): readonly Manifest[] => manifestsIn(readFileSync(path.join(MANIFESTS, file), 'utf8'));
