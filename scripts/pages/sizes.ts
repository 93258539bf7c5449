/** Checks that the site stays small: it is opened from a disk, an archive or a slow server. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { filesBelow } from '../../src/files-below';

const KB = 1024;
const MOST_OF_A_PAGE = 300 * KB;
const MOST_OF_THE_SITE = 10 * 1024 * KB;

interface Bounds {
  readonly page: number;
  readonly site: number;
}

/** Returns which pages, and whether the site as a whole, are larger than they may be. */
export function sizeProblems(site: string, { page, site: whole }: Bounds = { page: MOST_OF_A_PAGE, site: MOST_OF_THE_SITE }): readonly string[] {
  const sizes = filesBelow(site).map((file) => ({ file, bytes: statSync(path.join(site, file)).size }));
  const large = sizes.filter(({ file, bytes }) => file.endsWith('.html') && bytes > page);
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...large.map(({ file, bytes }) => `${site}/${file} has ${bytes} bytes, more than ${page}`),
    ...(all > whole ? [`${site} has ${all} bytes, more than ${whole}`] : []),
  ];
}
