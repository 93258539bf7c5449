/** npm run steps-page: writes docs/steps.md. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stepsPage } from '../src/runner/steps-page';
import { withoutWords } from './command-line';

withoutWords('npm run steps-page');

writeFileSync(path.join(__dirname, '..', 'docs', 'steps.md'), stepsPage());
