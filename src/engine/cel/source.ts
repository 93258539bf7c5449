/** A place in an expression as cel-go shows it: line and column, the line itself and a mark. After cel-go/common/error.go. */

/** `at` counts characters from zero. */
export function compilationError(expression: string, at: number, message: string): Error {
  const before = expression.slice(0, at).split('\n');
  const line = expression.split('\n')[before.length - 1] ?? '';
  const column = before.at(-1)?.length ?? 0;
  return new Error(`compilation failed: ERROR: <input>:${before.length}:${column + 1}: ${message}\n | ${line}\n | ${'.'.repeat(column)}^`);
}
