/** npm run kind-configs: writes deploy/kind anew, from the features. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { kindConfig } from '../src/cli/kind-config';
import { withoutWords } from './command-line';

withoutWords('npm run kind-configs');

const output = path.join('deploy', 'kind');
rmSync(output, { recursive: true, force: true });
process.stdout.write(kindConfig([], { output }));
