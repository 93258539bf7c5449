/**
 * compare.ts [--kubectl PROGRAM] KUBECONFIG KUBECONFIG: runs the commands of the walkthrough with kubectl against two servers
 * of the same version and shows where what it prints differs. Names, ages and the like that vary from run to run are masked.
 * Ends with code 1 when anything differs.
 */
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WALKTHROUGH, type KubectlCommand } from './commands';
import { commandLine, UsageError } from '../command-line';

interface Side {
  readonly kubeconfig: string;
  /** kubectl keeps what it discovered in its home; each server gets a new one. */
  readonly home: string;
}

const masks: readonly (readonly [RegExp, string])[] = [
  [/https:\/\/127\.0\.0\.1:\d+/g, '<server>'],
  [/\b127\.0\.0\.1:\d+/g, '<server>'],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g, '<uid>'],
  [/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>'],
  [/(resourceVersion"?: ?)"\d+"/g, '$1"<rv>"'],
  [/-token-[a-z\d]{5}\b/g, '-token-<rand>'],
  [/\b(?:\d+[smhdy])+(?= |$)/gm, '<age>'],
  [/ +/g, ' '],
  [/\/tmp\/\S+/g, '<file>'],
];

/** An editor that adds lines to the end of a file. */
function editor(folder: string, lines: string): string {
  const file = path.join(folder, 'editor');
  writeFileSync(file, `#!/bin/sh\ncat >> "$1" <<'END'\n${lines}END\n`);
  chmodSync(file, 0o755);
  return file;
}

function run(program: string, { kubeconfig, home }: Side, { args, input, edit }: KubectlCommand): SpawnSyncReturns<string> {
  const env = { PATH: process.env['PATH'], HOME: home, KUBECONFIG: kubeconfig, ...(edit !== undefined && { KUBE_EDITOR: editor(home, edit) }) };
  const result = spawnSync(program, args, { env, encoding: 'utf8', timeout: 60_000, input: input ?? '' });
  if (result.error !== undefined) throw result.error;
  return result;
}

/** Two servers that do not answer fail alike, and so does one server asked twice: neither shows anything. */
function checkSides(program: string, sides: readonly Side[]): void {
  const versions = sides.map((side) => {
    const { status, stdout, stderr } = run(program, side, { args: ['get', '--raw', '/version'] });
    if (status !== 0) throw new Error(`${side.kubeconfig}: the server does not answer: ${stderr.trim()}`);
    return (JSON.parse(stdout) as { readonly gitVersion: string }).gitVersion;
  });
  if (new Set(versions).size > 1) throw new Error(`the servers are of different versions: ${versions.join(' and ')}`);
  const uids = sides.map((side) => run(program, side, { args: ['get', 'namespace', 'kube-system', '-o', 'jsonpath={.metadata.uid}'] }).stdout);
  if (new Set(uids).size < sides.length) throw new Error('both kubeconfigs lead to the same server');
  for (const side of sides) {
    const { status } = run(program, side, { args: ['get', 'namespace', 'foo'] });
    if (status === 0) throw new Error(`${side.kubeconfig}: the namespace foo is there already: the walkthrough needs a fresh cluster`);
  }
}

function printed(program: string, side: Side, command: KubectlCommand): string {
  const { status, stdout, stderr } = run(program, side, command);
  return masks.reduce((text, [pattern, mask]) => text.replace(pattern, mask), `exit code ${status}\n${stdout}${stderr}`);
}

const shown = (text: string, other: string): string => {
  const lines = new Set(other.split('\n'));
  return text
    .split('\n')
    .filter((line) => !lines.has(line))
    .slice(0, 12)
    .map((line) => `      ${line.slice(0, 200)}\n`)
    .join('');
};

/** Reports whether the command prints the same against both, and shows where it does not. */
function isSame(program: string, [one, two]: readonly [Side, Side], command: KubectlCommand): boolean {
  const [a, b] = [printed(program, one, command), printed(program, two, command)];
  console.log(`${a === b ? 'same  ' : 'DIFFER'} (${a.slice(0, a.indexOf('\n'))}) kubectl ${command.args.join(' ')}`);
  if (a !== b) console.log(`    only ${one.kubeconfig}:\n${shown(a, b)}    only ${two.kubeconfig}:\n${shown(b, a)}`);
  return a === b;
}

const { values, left, right } = commandLine(
  'compare.ts [--kubectl PROGRAM] KUBECONFIG KUBECONFIG',
  { options: { kubectl: { type: 'string', default: 'kubectl' } }, allowPositionals: true },
  ({ values: given, positionals: [first, second] }) => {
    if (first === undefined || second === undefined) throw new UsageError('two kubeconfigs are compared');
    return { values: given, left: first, right: second };
  },
);
const sideOf = (kubeconfig: string): Side => ({ kubeconfig, home: mkdtempSync(path.join(tmpdir(), 'kubectl-')) });
const sides = [sideOf(left), sideOf(right)] as const;
try {
  checkSides(values.kubectl, sides);
} catch (error) {
  console.error(`Error: ${(error as Error).message}`);
  process.exit(1);
}
const differing = WALKTHROUGH.filter((command) => !isSame(values.kubectl, sides, command)).length;
for (const { home } of sides) rmSync(home, { recursive: true, force: true });
console.log(`${WALKTHROUGH.length - differing} passed, ${differing} failed`);
process.exit(differing === 0 ? 0 : 1);
