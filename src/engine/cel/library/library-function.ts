/** A function of a library: the text that declares it (../checker/declarations.ts), and what it does. It throws an Error with upstream's words. */
import type { Implementation } from '../checker/declarations';

export type LibraryFunction = readonly [signature: string, run: Implementation];
