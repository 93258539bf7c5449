/**
 * How a run marks what it creates on a cluster: with labels that say which run and which scenario, and with a suffix to every
 * name that others could have too. A suffix is unlike the names that users give, so it is found in every answer and taken out.
 */
import { randomInt } from 'node:crypto';

export const RUN_LABEL = 'cukernetes.dev/run';
export const SCENARIO_LABEL = 'cukernetes.dev/scenario';

export interface Mark {
  readonly run: string;
  readonly scenario: string;
  /** For example -cukek3x9p2001. */
  readonly suffix: string;
}

const ALPHABET = 'bcdfghjklmnpqrstvwxz0123456789';
const RUN_LENGTH = 6;
const SCENARIO_LENGTH = 3;
const SUFFIX = new RegExp(`-cuke[a-z0-9]{${RUN_LENGTH + SCENARIO_LENGTH}}$`);

/** Without vowels, so that no word comes out. */
export const newRunId = (): string => Array.from({ length: RUN_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export function markOf(run: string, count: number): Mark {
  const scenario = count.toString(36).padStart(SCENARIO_LENGTH, '0');
  return { run, scenario, suffix: `-cuke${run}${scenario}` };
}

export const labelsOf = ({ run, scenario }: Mark): Readonly<Record<string, string>> => ({ [RUN_LABEL]: run, [SCENARIO_LABEL]: scenario });

/** Whether a name is one of another scenario, of this run or of any other. */
export const isOfAnother = (name: string, { suffix }: Mark): boolean => SUFFIX.test(name) && !name.endsWith(suffix);
