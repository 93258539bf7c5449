/** The files below a folder. What a link leads to is never walked twice, so that no loop of links is walked for ever. */
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';

function leadsToFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Paths relative to the folder, in their order. Links to folders are followed only where that is asked for: one that leads outside of the folder
 * would bring in what is not named, and `kubectl -R -f` follows none either. Links to files are files.
 */
export function filesBelow(folder: string, { followsLinks = false } = {}): readonly string[] {
  const seen = new Set<string>();
  const isFolder = (entry: Dirent, name: string): boolean =>
    entry.isDirectory() || (followsLinks && entry.isSymbolicLink() && leadsToFolder(path.join(folder, name)));
  const below = (relative: string): readonly string[] => {
    const place = path.join(folder, relative);
    const real = realpathSync(place);
    if (seen.has(real)) return [];
    seen.add(real);
    return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
      const name = path.join(relative, entry.name);
      return isFolder(entry, name) ? below(name) : [name];
    });
  };
  return [...below('')].sort();
}
