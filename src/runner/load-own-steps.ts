/**
 * Cucumber loads this as one of its step files, in each of its processes, and it loads the files of own-steps, whatever module
 * system they are written for. `@cucumber/cucumber` is the one that runs, wherever an import of it would lead: steps
 * that registered with another copy would be lost.
 */
import { createJiti } from 'jiti';
import { countAssertions } from './counted-assert';
import { OWN_STEPS_VARIABLE } from './own-steps';

countAssertions();
const alias = { '@cucumber/cucumber': require.resolve('@cucumber/cucumber') };
const load = createJiti(__filename, { alias, interopDefault: true });
for (const file of JSON.parse(process.env[OWN_STEPS_VARIABLE] ?? '[]') as string[]) load(file);
