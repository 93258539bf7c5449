/** npm run deviations: writes docs/deviations.md from testdata/known-differences.json. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deviationsPage, readKnownDifferences } from '../src/replay/known-differences';
import { withoutWords } from './command-line';

withoutWords('npm run deviations');

writeFileSync(path.join(__dirname, '..', 'docs', 'deviations.md'), deviationsPage(readKnownDifferences()));
