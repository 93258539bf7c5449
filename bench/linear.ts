/**
 * Whether the time for each byte stays the same however long a text is, in each place that texts come in.
 *
 *   npm run bench:linear -- [--kubernetes-version=1.NN] [--place=TEXT] [--hard] [--big]
 *
 * Each text is read at 64 KB, and where that takes longer than a moment, or with --big, at 1 MB; what counts is the time of the processor. A text that takes too long at a
 * small size is not tried at a bigger one. Fails when the time for a byte grows with the length.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { commandLine, versionNamed } from '../scripts/command-line';
import { VERSIONS } from '../src/engine/versions';
import { placesOf, type Place } from './linear/places';
import { HARD_TEXTS, repeated, TEXTS } from './linear/texts';

const SMALL = [4096, 16_384, 65_536];
const BIG = 1 << 20;
/** What takes longer at 64 KB is tried at 1 MB. */
const MOMENT_MS = 4;
/** What takes longer is not tried at the next size. */
const LONG_MS = 800;
/** How many times longer a byte may take at 1 MB, beside what a collection of garbage adds. */
const FLAT = 4;
const USAGE = `npm run bench:linear -- [--kubernetes-version V] [--place TEXT] [--hard] [--big]
  --place TEXT  only places whose name holds the text
  --hard        texts that are hard for regular expressions
  --big         also 1 MB, whatever 64 KB took`;
const WORDS = {
  options: {
    'kubernetes-version': { type: 'string' },
    place: { type: 'string', default: '' },
    hard: { type: 'boolean', default: false },
    big: { type: 'boolean', default: false },
  },
} as const;
const REPORT = 'reports/bench-linear.json';

interface Measured {
  readonly place: string;
  readonly text: string;
  readonly times: Readonly<Record<number, number>>;
}

async function timed({ read }: Place, text: string): Promise<number> {
  const before = process.cpuUsage();
  try {
    await read(text);
  } catch {
    // What is refused has been read as well.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function measure(place: Place, unit: string, always: boolean): Promise<Measured> {
  const times: Record<number, number> = {};
  for (const size of [...SMALL, BIG]) {
    if (size === BIG && !always && (times[65_536] ?? 0) < MOMENT_MS) break;
    times[size] = await timed(place, repeated(unit, size));
    if (times[size] > LONG_MS) break;
  }
  return { place: place.name, text: unit, times };
}

/** At 1 MB, or what that would take at least. */
function longest({ times }: Measured): number {
  const [size = 1, ms = 0] =
    Object.entries(times)
      .map(([of, ms]) => [Number(of), ms] as const)
      .at(-1) ?? [];
  return (ms * BIG) / size;
}

/** How many times longer a byte takes at the biggest size than at 64 KB, or at the biggest that was tried. */
function growth({ times }: Measured): number {
  const sizes = Object.keys(times).map(Number);
  const most = Math.max(...sizes);
  const base = most === BIG ? 65_536 : Math.max(4096, most / 16);
  const [big, small] = [times[most] ?? 0, Math.max(times[base] ?? 0, MOMENT_MS)];
  return big / most / (small / base);
}

async function main(): Promise<void> {
  const values = commandLine(USAGE, WORDS, ({ values: given }) => {
    if (given['kubernetes-version'] !== undefined) versionNamed(given['kubernetes-version']);
    return given;
  });
  const measured: Measured[] = [];
  const units = values.hard ? HARD_TEXTS : TEXTS;
  for (const version of values['kubernetes-version'] === undefined ? VERSIONS.slice(-1) : [values['kubernetes-version']]) {
    const places = (await placesOf(version)).filter(({ name }) => name.includes(values.place));
    for (const place of places) {
      for (const unit of units) measured.push(await measure(place, unit, values.big));
      process.stderr.write('.');
    }
  }
  process.stderr.write('\n');
  const worst = measured.toSorted((a, b) => longest(b) - longest(a)).slice(0, 20);
  const shown = (size: number, { times }: Measured): string => times[size]?.toFixed(1) ?? '-';
  console.table(
    worst.map((one) => ({
      place: one.place,
      'text of': JSON.stringify(one.text),
      '16 KB ms': shown(16_384, one),
      '64 KB ms': shown(65_536, one),
      '1 MB ms': shown(BIG, one),
      'growth of a byte': growth(one).toFixed(1),
    })),
  );
  const grown = measured.filter((one) => growth(one) > FLAT);
  for (const one of grown) console.log(`grows: ${one.place}, text of ${JSON.stringify(one.text)}: ${JSON.stringify(one.times)}`);
  mkdirSync('reports', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify(measured)}\n`);
  console.log(`${measured.length} texts read, ${grown.length} take longer for each byte the longer they are. Written to ${REPORT}`);
  process.exitCode = grown.length === 0 ? 0 : 1;
}

void main();
