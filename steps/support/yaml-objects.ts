/** The objects of a doc string or a manifest of a scenario. A message about them names the file or doc string, the line, and the object. */
import { manifestsIn, type Manifest } from '../../src/manifests/manifest';
import { ManifestError } from '../../src/manifests/nodes';

export type YamlObject = Manifest['object'];

function read(yaml: string, source: string): readonly Manifest[] {
  try {
    return manifestsIn(yaml, source);
  } catch (error) {
    if (error instanceof ManifestError) throw new Error(`${error.file}, line ${error.line}: ${error.complaint}`, { cause: error });
    throw error;
  }
}

/** The objects, in order. `source` is where the text comes from: a file, or "the doc string". Throws when there is none, or at the first fault. */
export function objectsIn(yaml: string, source: string): readonly YamlObject[] {
  const manifests = read(yaml, source);
  if (manifests.length === 0) throw new Error(`${source} holds no object. Write one as YAML, with apiVersion and kind.`);
  return manifests.map(({ object }) => object);
}
