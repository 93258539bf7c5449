/** A selector that does not parse, in upstream's words; who asked decides what that means for the request. */
export class SelectorError extends Error {}
