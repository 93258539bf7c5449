/** The credentials in the variables of this process, by their names: a step may print them. */
import { holdsCredential } from './credential-names';
import { SHORTEST } from './encodings';
import { found, type Found } from './found';

/** Beside its name a short value is not printed, and by itself it may be any word. */
export const findInEnvironment = (environment: NodeJS.ProcessEnv): readonly Found[] =>
  Object.entries(environment).flatMap(([name, value = '']) => (holdsCredential(name) && value.length >= SHORTEST ? [found(value, name)] : []));
