/** Manifests of texts, wherever they come from: what can be read of them, and what is wrong with the rest. */
import { manifestsOf, type Manifest } from './manifest';
import { ManifestError, nodesIn } from './nodes';

type Unreadable = (error: ManifestError) => void;

/** Nothing, and a call of `unreadable`, where the attempt throws a ManifestError. */
export function attempted<T>(attempt: () => readonly T[], unreadable: Unreadable): readonly T[] {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    unreadable(error);
    return [];
  }
}

/** Reads all documents that can be read; calls `unreadable` for the rest. */
export const manifestsOfText = (text: () => string, file: string, unreadable: Unreadable): readonly Manifest[] =>
  attempted(() => nodesIn(text(), file), unreadable).flatMap((node) => attempted(() => manifestsOf(node, file), unreadable));
