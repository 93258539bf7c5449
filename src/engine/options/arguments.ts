/**
 * Command line arguments -> flags and their values in the order given: `--name=value`, `--name value`, and `--name` for a
 * flag that stands for itself. After github.com/spf13/pflag FlagSet.Parse and cobra's NoArgs.
 */
import { quote } from '../golang/quote';
import { StartError } from '../errors/start-error';

export interface GivenFlag {
  /** As the table has it. */
  readonly name: string;
  readonly value: string;
}

const SHORT_FORMS: ReadonlySet<string> = new Set(['v']);

/** Whether a flag has a short form, which is its name: -v for --v. */
export const hasShortForm = (name: string): boolean => SHORT_FORMS.has(name);

/** What must be known of a flag to split the arguments; undefined for an unknown flag. */
export type FlagShape = (name: string) => { readonly name: string; readonly bare?: string } | undefined;

export function splitArguments(args: readonly string[], shapeOf: FlagShape): readonly GivenFlag[] {
  const given: GivenFlag[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? '';
    if (argument === '--') {
      rest.push(...args.slice(at + 1));
      break;
    }
    if (!argument.startsWith('-') || argument === '-') {
      rest.push(argument);
      continue;
    }
    if (!argument.startsWith('--')) {
      const short = argument[1] ?? '';
      if (!hasShortForm(short)) throw new StartError(`unknown shorthand flag: '${short}' in ${argument}`);
      const value = argument.slice(2).replace(/^=/, '') || args[(at += 1)];
      if (value === undefined) throw new StartError(`flag needs an argument: '${short}' in ${argument}`);
      given.push({ name: short, value });
      continue;
    }
    const [name = '', ...parts] = argument.slice(2).split('=');
    if (name === '' || name.startsWith('-')) throw new StartError(`bad flag syntax: ${argument}`);
    const shape = shapeOf(name);
    if (shape === undefined) throw new StartError(`unknown flag: --${name}`);
    const next = args[at + 1];
    if (parts.length > 0) given.push({ name: shape.name, value: parts.join('=') });
    else if (shape.bare !== undefined) given.push({ name: shape.name, value: shape.bare });
    else if (next === undefined) throw new StartError(`flag needs an argument: --${name}`);
    else {
      given.push({ name: shape.name, value: next });
      at++;
    }
  }
  if (rest.length > 0) throw new StartError(`"kube-apiserver" does not take any arguments, got [${rest.map(quote).join(' ')}]`);
  return given;
}
