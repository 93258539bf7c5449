/** What the commands that run no scenario say to input that they cannot use: the place, the problem, and 2 as their exit code. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'cukernetes.js');
const RECORDING = { name: 'a/b', recordedFrom: 'kube-apiserver v1.37.0', server: {}, exchanges: [] };
const EXCHANGE = { id: 1, request: { method: 'GET', path: '/api' }, response: { status: 200, headers: {}, body: {} } };

const FILES: Readonly<Record<string, string>> = {
  file: 'x',
  'secret.json': '{"token": "hunter2", x}',
  'quoted.json': 'hunter2',
  'empty.json': '{}',
  'nameless.json': JSON.stringify({ ...RECORDING, name: 1 }),
  'newest.json': JSON.stringify({ ...RECORDING, recordedFrom: 'the newest' }),
  'exchange.json': JSON.stringify({ ...RECORDING, exchanges: [EXCHANGE, { ...EXCHANGE, response: { status: 200, headers: {} } }] }),
  'method.json': JSON.stringify({ ...RECORDING, exchanges: [{ ...EXCHANGE, request: { path: '/api' } }] }),
  'files.json': JSON.stringify({ ...RECORDING, server: { files: { 'a.yaml': {} } } }),
  'good.json': JSON.stringify(RECORDING),
  'list.json': '{"1.37/a/b": "first"}',
  'torn.feature': 'Feat',
  'kubeconfig.yaml': 'apiVersion: v1\nkind: Config\n',
};

const MISTAKES: readonly (readonly [command: string, ...says: string[]])[] = [
  ['', 'Usage: cukernetes'],
  ['tset', "unknown command 'tset'"],
  ['--bogus', "unknown option '--bogus'"],
  ['clean', "required option '--context <name>' not specified"],
  ['clean --context prod', 'The context "prod" is refused', '--allow-context prod'],
  ['clean --context kind-a --kubeconfig missing.yaml', 'missing.yaml'],
  ['clean --context kind-a --kubeconfig kubeconfig.yaml', 'kubeconfig.yaml: it has no context "kind-a"'],
  ['clean --context kind-a --run=', "option '--run <id>' is empty"],
  ['clean left --context kind-a', 'too many arguments'],
  ['replay missing', 'missing: no such file or folder of recordings'],
  ['replay empty-folder', 'no recording in empty-folder: nothing would be compared'],
  ['replay good.json --kubernetes-version 1.36', 'no recording of Kubernetes 1.36 in good.json'],
  ['replay secret.json', 'secret.json is not a recording: it is not JSON: Expected'],
  ['replay quoted.json', 'quoted.json is not a recording: it is not JSON: Unexpected token'],
  ['replay empty.json', 'empty.json is not a recording: name is not a text'],
  ['replay nameless.json', 'nameless.json is not a recording: name is not a text'],
  ['replay newest.json', 'newest.json is not a recording: recordedFrom names no version, such as kube-apiserver v1.37.0'],
  ['replay exchange.json', 'exchange.json is not a recording: exchanges[1].response.body is missing'],
  ['replay method.json', 'method.json is not a recording: exchanges[0].request.method is not a text'],
  ['replay files.json', 'files.json is not a recording: server.files.a.yaml is not a text'],
  ['replay good.json --show few', '--show few: a number from 0'],
  ['replay good.json --at-least all', '--at-least all: a number from 0 to 100'],
  ['replay good.json --at-least 101', '--at-least 101: a number from 0 to 100'],
  ['replay good.json --target nowhere', '--target nowhere: Unknown target "nowhere"'],
  ['replay good.json --except missing', '--except missing: no such folder'],
  ['replay good.json --differences missing', 'missing: no such list of differences'],
  ['replay good.json --differences list.json', 'list.json is not a list of differences: "first" is not a list of numbers'],
  ['replay good.json --write-differences missing/list.json', '--write-differences missing/list.json: nothing can be written there: ENOENT'],
  ['replay good.json --write-differences empty-folder', '--write-differences empty-folder: this is a folder'],
  ['kind-config missing', 'missing: no such file or folder'],
  ['kind-config file/a.feature', 'file/a.feature: no such file or folder'],
  ['kind-config empty-folder', 'empty-folder: this folder has no feature'],
  ['kind-config torn.feature', 'torn.feature: this is not a feature: Parser errors:', '(1:1)'],
  ['kind-config torn.feature --output file', '--output file: nothing can be written there: a file is in the way'],
  ['kind-config torn.feature --output=', "option '--output <folder>' is empty"],
  ['init file', 'file/features: nothing can be written there: a file is in the way'],
  ['init a b', 'too many arguments'],
  ['steps all', 'too many arguments'],
  ['steps --jsno', "unknown option '--jsno'", 'Did you mean --json?'],
  ['record torn.feature --output file', '--output', 'file: nothing can be written there: a file is in the way'],
  ['merge file', 'file: no such folder'],
  ['merge file/a', 'file/a: no such folder'],
  ['docs --reports missing', 'missing/docs: there are no results'],
  ['test torn.feature --reports=', "option '--reports <folder>' is empty"],
  ...(process.platform === 'linux'
    ? ([
        ['kind-config torn.feature --output /proc/a', '--output /proc/a: nothing can be written there: ENOENT'],
        ['init /proc/a', '/proc/a/features: nothing can be written there: ENOENT'],
        ['record torn.feature --output /proc/a', '--output /proc/a: nothing can be written there: ENOENT'],
        ['merge empty-folder --reports /proc/a', '/proc/a: nothing can be written there: ENOENT'],
        ['test torn.feature --reports /proc/a', '/proc/a: nothing can be written there: ENOENT'],
        ['test torn.feature --format list --claims file --reports /proc/a', '--reports /proc/a: nothing can be written there: ENOENT'],
        ['test torn.feature --shard 1/2 --format list --reports /proc/a', '/proc/a: nothing can be written there: ENOENT'],
        ['test torn.feature --format list --site /proc/a', 'the site, /proc/a: nothing can be written there: ENOENT'],
        ['test torn.feature --format junit:/proc/a/b', '/proc/a: nothing can be written there: ENOENT'],
        ['replay /proc/self/mem', '/proc/self/mem: it cannot be read: EIO'],
      ] as const)
    : []),
];

describe('bad input ends a command with 2 and a message with the place', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-bad-input-'));
  const answers = new Map<string, readonly [code: number, said: string]>();
  const run = (command: string): Promise<void> =>
    new Promise((resolve) => {
      const words = command.split(' ').filter((word) => word !== '');
      execFile(process.execPath, [PROGRAM, ...words], { cwd: folder, timeout: 120_000 }, (error, _stdout, stderr) => {
        answers.set(command, [typeof error?.code === 'number' ? error.code : 0, stderr]);
        resolve();
      });
    });
  before(async () => {
    mkdirSync(path.join(folder, 'empty-folder'));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text);
    const left = MISTAKES.map(([command]) => command);
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next);
    };
    await Promise.all([worker(), worker()]);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [command, ...says] of MISTAKES)
    it(`cukernetes ${command}`, () => {
      const [code, said] = answers.get(command) ?? [];
      expect(code).toBe(2);
      for (const words of says) expect(said).toContain(words);
      expect(said).not.toMatch(/hunter2|TypeError|Cannot read|^ {2,}at /m);
    });
});
