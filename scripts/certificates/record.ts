/**
 * node -r ts-node/register/transpile-only scripts/certificates/record.ts VERSION PORT COMMAND...: starts a server with the command and
 * writes what it says to each certificate of testdata/certificates/cases.json to testdata/certificates/VERSION.json.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask, type Answers } from './ask';
import { FOLDER, readCases } from './case-file';
import { startedServer } from './started-server';

async function record(version: string, port: number, command: readonly string[]): Promise<void> {
  const file = readCases();
  const server = await startedServer(version, port, command, file);
  const answers = new Map<string, Answers>();
  try {
    for (const each of file.cases) answers.set(each.name, await ask(port, version, file, each));
  } finally {
    await server.stop();
  }
  const lines = [...answers].map(([name, said]) => `  ${JSON.stringify(name)}: ${JSON.stringify(said)}`);
  writeFileSync(path.join(FOLDER, `${version}.json`), `{\n${lines.join(',\n')}\n}\n`);
}

const [version = '', port = '', ...command] = process.argv.slice(2);
void record(version, Number(port), command);
