/** The help of `cukernetes serve`: its own flags, then kube-apiserver's that it takes, with kube-apiserver's help lines. */
import { flagCatalogOf, type Flag } from '../engine/options/flag-catalog';
import { OWN_DEFAULTS, OWN_FLAGS, SERVED_FLAGS } from '../engine/options/served-flags';
import { VERSIONS } from '../engine/versions';

const WIDTH = 100;
const INDENT = '        ';

function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => `${INDENT}${line}\n`).join('');
}

function described({ name, type, default: value, usage }: Flag): string {
  const start = value === '' || value === '[]' ? '' : ` (default ${value})`;
  return `  --${name}${type === 'bool' ? '' : ` ${type}`}${start}\n${wrapped(usage)}`;
}

export function serveHelp(): string {
  const newest = VERSIONS[VERSIONS.length - 1] ?? '';
  const { flags } = flagCatalogOf(newest);
  const served = SERVED_FLAGS.flatMap((name) => {
    const flag = flags.get(name);
    return flag === undefined ? [] : [{ ...flag, default: OWN_DEFAULTS[name] ?? flag.default }];
  });
  return [
    'Serves the API of Kubernetes over HTTPS. Prints one line when it is ready; SIGTERM and SIGINT end it.\n\nUsage: cukernetes serve [flags]\n\n',
    ...OWN_FLAGS.map(described),
    "\nkube-apiserver's flags:\n\n",
    ...served.map(described),
  ].join('');
}
