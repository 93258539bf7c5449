/**
 * Go's regular expressions: their syntax, which knows no lookaround and no backreference, their complaints, and time in proportion to
 * what is read. After package regexp; re2js is a port of it.
 */
import type { RE2JS } from 're2js';

/** Throws with Go's words. */
export function compileRegexp(expression: string): RE2JS {
  // Loaded when the first expression is compiled: the library is big.
  const library = require('re2js') as typeof import('re2js');
  try {
    return library.RE2JS.compile(expression);
  } catch (error) {
    const { message } = error as Error;
    // Go quotes what is left of the expression there, which is nothing.
    throw new Error(message.endsWith('trailing backslash at end of expression') ? `${message}: \`\`` : message, { cause: error });
  }
}

export function regexpError(expression: string): Error | undefined {
  try {
    compileRegexp(expression);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

export const matchesRegexp = (expression: string, text: string): boolean => compileRegexp(expression).test(text);

/** FindString and FindAllString: the matches from left to right, at most `limit` of them; an empty one right after another does not count. */
export function findRegexp(expression: string, text: string, limit = Infinity): readonly string[] {
  const matcher = compileRegexp(expression).matcher(text);
  const found: string[] = [];
  for (let end = -1; found.length < limit && matcher.find(); end = matcher.end()) {
    if (matcher.end() === matcher.start() && matcher.start() === end) continue;
    found.push(matcher.group() ?? '');
  }
  return found;
}
