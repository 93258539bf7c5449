/**
 * Distinguishes errors that the server words from faults of the server itself. An error of JavaScript or of Node says nothing that a
 * client could use: it is thrown on until the server's last resort answers.
 */
const NATIVE = [TypeError, RangeError, SyntaxError, ReferenceError, URIError, EvalError];

export function isFault(error: unknown): boolean {
  if (!(error instanceof Error) || NATIVE.some((type) => error instanceof type)) return true;
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('ERR_');
}

/** Returns the words of an error; throws it on where it is a fault. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error) || isFault(error)) throw error;
  return error.message;
}
