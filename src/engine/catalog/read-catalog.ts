/** The one place that reads data of a version. The playground, which runs in a browser, is built with another one, whose data are in the bundle (src/site/playground/bundle.ts). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const readCatalog = <T>(version: string, file: string): T => JSON.parse(readFileSync(join(__dirname, version, file), 'utf8')) as T;
