/** What Go says of a regular expression that is none; of JavaScript's reasons the usual ones are worded. After regexp/syntax/parse.go. */
const WORDS: readonly (readonly [RegExp, (text: string) => string])[] = [
  [/Unterminated group/, (text) => `missing closing ): \`${text}\``],
  [/Unmatched '\)'/, (text) => `unexpected ): \`${text}\``],
  [/(?:Unterminated character class|missing \])/, (text) => `missing closing ]: \`${text.slice(text.lastIndexOf('['))}\``],
  [/Nothing to repeat/, (text) => `missing argument to repetition operator: \`${/[*+?]/.exec(text)?.[0] ?? ''}\``],
  [/\\ at end of pattern/, () => 'trailing backslash at end of expression: ``'],
  [/Range out of order/, (text) => `invalid character class range: \`${/[^[]-[^\]]/.exec(text)?.[0] ?? ''}\``],
];

export function regexpError(text: string): Error | undefined {
  try {
    new RegExp(text, 'u');
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    const words = WORDS.find(([reason]) => reason.test(message))?.[1](text) ?? message;
    return new Error(`error parsing regexp: ${words}`, { cause: error });
  }
}
