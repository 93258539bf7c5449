/**
 * What Allure draws its trends of. Its page holds the history of the runs before and of this one; the next report gets it with its results. It is kept
 * beside the report, because `npm test` takes the place of both.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How the page of one file holds the files of a report of many. */
const HELD = /d\('history\/([a-z-]+\.json)','([A-Za-z0-9+/=]*)'\)/g;
const TREND = 'history-trend.json';

interface Build {
  readonly buildOrder?: number;
}

function lastBuild(kept: string): number {
  const file = path.join(kept, TREND);
  const trend = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Build[]) : [];
  return Math.max(0, ...trend.map(({ buildOrder = 0 }) => buildOrder));
}

/** Puts the history into the folder of the results, and says which run it is: a trend has a point for each. */
export function withHistory(results: string, kept: string, now: Date): void {
  const history = path.join(results, 'history');
  mkdirSync(history, { recursive: true });
  mkdirSync(kept, { recursive: true });
  for (const file of readdirSync(kept)) writeFileSync(path.join(history, file), readFileSync(path.join(kept, file)));
  const buildOrder = lastBuild(kept) + 1;
  const buildName = `run ${buildOrder}, ${now.toISOString().slice(0, 16).replace('T', ' ')}`;
  writeFileSync(path.join(results, 'executor.json'), JSON.stringify({ name: 'cukernetes', type: 'local', buildOrder, buildName }));
}

/** Keeps the history that the page holds. Returns the names of its files. */
export function keepHistory(page: string, kept: string): readonly string[] {
  mkdirSync(kept, { recursive: true });
  return [...page.matchAll(HELD)].flatMap(([, name, content]) => {
    if (name === undefined || content === undefined) return [];
    writeFileSync(path.join(kept, name), Buffer.from(content, 'base64'));
    return [name];
  });
}
