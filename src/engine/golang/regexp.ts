/**
 * Go's regular expressions: their syntax, which knows no lookaround and no backreference, their complaints, and time in proportion to
 * what is read. After package regexp; re2js is a port of it.
 */
import type { RE2JS } from 're2js';

/** The end of what stands for itself at a place: a quotation, an escape, a class of characters. */
function literalEnd(expression: string, at: number): number {
  if (expression.startsWith('\\Q', at)) {
    const end = expression.indexOf('\\E', at);
    return end === -1 ? expression.length : end + 2;
  }
  if (expression[at] === '\\') return at + 2;
  if (expression[at] !== '[') return at;
  let end = at + (expression[at + 1] === '^' ? 2 : 1);
  for (let isFirst = true; end < expression.length && (isFirst || expression[end] !== ']'); isFirst = false) {
    const name = expression.startsWith('[:', end) ? expression.indexOf(':]', end) : -1;
    end = name === -1 ? end + (expression[end] === '\\' ? 2 : 1) : name + 2;
  }
  return end + 1;
}
/** The expression with groups that have no names. */
function withoutNames(expression: string): string {
  let made = '';
  for (let at = 0; at < expression.length;) {
    const [name] = /^\(\?P?<\w+>/.exec(expression.slice(at, at + 200)) ?? [];
    const end = name === undefined ? Math.max(literalEnd(expression, at), at + 1) : at + name.length;
    made += name === undefined ? expression.slice(at, end) : '(';
    at = end;
  }
  return made;
}

/** Throws with Go's words. */
export function compileRegexp(expression: string): RE2JS {
  // Loaded when the first expression is compiled: the library is big.
  const library = require('re2js') as typeof import('re2js');
  try {
    return library.RE2JS.compile(expression);
  } catch (error) {
    const { message } = error as Error;
    // Go lets several groups have one name.
    if (message.includes('duplicate capture group name')) return compileRegexp(withoutNames(expression));
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
