/** What a compiler says against an expression; '' where it takes it. */
export function complaint(compile: (expression: string) => unknown, expression: string): string {
  try {
    compile(expression);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
