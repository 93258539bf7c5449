/** The programs of busybox that manifests of scenarios run, with its words where something fails. */
import { createServer } from 'node:http';
import { table } from '../../../engine/golang/map';
import { FileFault } from './container-files';
import type { Process } from './process';

export type Program = (args: readonly string[], process: Process) => number | Promise<number>;

/** Runs it on each file; says of each that fails why, and goes on. */
function onEach(
  files: readonly string[],
  { write }: Pick<Process, 'write'>,
  { name, verb }: { readonly name: string; readonly verb: string },
  act: (file: string) => void,
): number {
  let failed = 0;
  for (const file of files) {
    try {
      act(file);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      failed = 1;
      write('stderr', `${name}: ${verb === '' ? file : `${verb} '${file}'`}: ${error.message}\n`);
    }
  }
  return failed;
}

const isOption = (argument: string): boolean => argument.startsWith('-') && argument.length > 1;
const filesIn = (args: readonly string[]): readonly string[] => args.filter((argument) => !isOption(argument));
const optionsIn = (args: readonly string[]): string => args.filter(isOption).join('');

const print: Program = (args, process) => {
  const isBare = args[0] === '-n';
  process.write('stdout', `${(isBare ? args.slice(1) : args).join(' ')}${isBare ? '' : '\n'}`);
  return 0;
};

const show: Program = (args, process) =>
  onEach(filesIn(args), process, { name: 'cat', verb: "can't open" }, (file) => process.write('stdout', process.files.read(file)));

const list: Program = (args, process) => {
  const all = optionsIn(args).includes('a');
  const [folder = '/'] = filesIn(args);
  return onEach([folder], process, { name: 'ls', verb: '' }, () => {
    const names = process.files.stat(folder).isDirectory() ? process.files.list(folder) : [folder];
    const shown = all ? ['.', '..', ...names] : names.filter((name) => !name.startsWith('.'));
    process.write('stdout', shown.map((name) => `${name}\n`).join(''));
  });
};

/** `stat -L -c %a FILE` */
const stat: Program = (args, process) => {
  const format = args[args.indexOf('-c') + 1] ?? '';
  const files = filesIn(args).filter((file) => file !== format);
  return onEach(files, process, { name: 'stat', verb: "can't stat" }, (file) => {
    const { mode, size } = process.files.stat(file, !args.includes('-L'));
    process.write('stdout', `${format.replaceAll('%a', (mode & 0o7777).toString(8)).replaceAll('%s', String(size))}\n`);
  });
};

const touch: Program = (args, process) => onEach(filesIn(args), process, { name: 'touch', verb: '' }, (file) => process.files.write(file, '', true));

const remove: Program = (args, process) => {
  const files = filesIn(args).filter((file) => !optionsIn(args).includes('f') || process.files.exists(file));
  return onEach(files, process, { name: 'rm', verb: "can't remove" }, (file) => process.files.remove(file));
};

const makeFolder: Program = (args, process) =>
  onEach(filesIn(args), process, { name: 'mkdir', verb: "can't create directory" }, (file) => process.files.makeFolder(file));

const sleep: Program = async ([seconds = '0'], process) => {
  await process.signals.orKilled(process.sleep(Number(seconds) * 1000));
  return 0;
};

const variables: Program = ([name], process) => {
  if (name === undefined) process.write('stdout', [...process.env].map(([key, value]) => `${key}=${value}\n`).join(''));
  else if (process.env.has(name)) process.write('stdout', `${process.env.get(name) ?? ''}\n`);
  return name === undefined || process.env.has(name) ? 0 : 1;
};

/** Tests of files and texts. */
const test: Program = (args, process) => {
  const [first = '', second, third] = args.at(-1) === ']' ? args.slice(0, -1) : args;
  if (second === undefined) return first === '' ? 1 : 0;
  const exists = process.files.exists(second);
  const holds = table<() => boolean>({
    '-e': () => exists,
    '-f': () => exists && process.files.stat(second).isFile(),
    '-d': () => exists && process.files.stat(second).isDirectory(),
    '-n': () => second !== '',
    '-z': () => second === '',
  })[first];
  if (second === '=' || second === '!=') return (first === third) === (second === '=') ? 0 : 1;
  return holds?.() === true ? 0 : 1;
};

const valueOf = (args: readonly string[], option: string): string | undefined => (args.includes(option) ? args[args.indexOf(option) + 1] : undefined);

/** `httpd -p PORT -h FOLDER`, in the background, or with -f until the process ends. */
const serve: Program = async (args, process) => {
  const folder = valueOf(args, '-h') ?? '/';
  const server = createServer(({ url = '/' }, response) => {
    const file = `${folder}/${url.split('?')[0] ?? ''}`;
    const isFile = process.files.exists(file) && process.files.stat(file).isFile();
    response.writeHead(isFile ? 200 : 404, { 'Content-Type': isFile ? 'text/plain' : 'text/html', Connection: 'close' });
    response.end(
      isFile
        ? process.files.read(file)
        : '<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD>\n<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n',
    );
  });
  const port = Number(valueOf(args, '-p') ?? '80');
  const close = process.network.listen(port, (socket) => server.emit('connection', socket));
  if (close === undefined) {
    process.write('stderr', 'httpd: bind: Address already in use\n');
    return 1;
  }
  if (args.includes('-f')) await process.signals.orKilled(new Promise(() => undefined)).finally(close);
  return 0;
};

const PROGRAMS = table<Program>({
  ':': () => 0,
  true: () => 0,
  false: () => 1,
  echo: print,
  cat: show,
  ls: list,
  stat,
  touch,
  rm: remove,
  mkdir: makeFolder,
  sleep,
  env: variables,
  printenv: variables,
  test,
  '[': test,
  httpd: serve,
  hostname: (_, process) => {
    process.write('stdout', `${process.hostname}\n`);
    return 0;
  },
});

/** The program of this name, if there is one. */
export const programCalled = (name: string): Program | undefined => PROGRAMS[name];
