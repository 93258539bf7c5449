/** A function of a library: what it is declared as (../checker/signature.ts), and what it does. It throws with upstream's words. */
export type LibraryFunction = readonly [signature: string, run: (...given: never[]) => unknown];
