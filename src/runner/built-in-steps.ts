/**
 * Where the steps lie that everybody can use: compiled beside this file, or as sources in a checkout. The world comes first, then the
 * parameter types, then the hooks, then the steps that use them.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../package-root';

/** `.js` of a compiled program, `.ts` of one that runs from its sources. */
const EXTENSION = path.extname(__filename);
const COMPILED = path.join(__dirname, '..', '..', 'steps');

/** The sources of the steps, which are in the package too: the catalogue and editors read them. */
export const STEP_SOURCES = path.join(PACKAGE_ROOT, 'steps');

const STEPS = EXTENSION === '.js' && existsSync(COMPILED) ? COMPILED : STEP_SOURCES;
const SUPPORT = ['world', 'parameter-types', 'hooks'] as const;

export const builtInSteps = (): readonly string[] => [
  ...SUPPORT.map((name) => path.join(STEPS, 'support', name + EXTENSION)),
  ...readdirSync(STEPS)
    .filter((file) => file.endsWith(`.steps${EXTENSION}`))
    .sort()
    .map((file) => path.join(STEPS, file)),
];

/** What a process needs that loads the steps itself: a program that runs from its sources brings the compiler. */
export const requiredBySteps = (): readonly string[] => (EXTENSION === '.ts' ? [path.join(PACKAGE_ROOT, 'bin', 'from-sources.js')] : []);
