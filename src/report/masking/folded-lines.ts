/** Values that YAML writes over several lines: folded at a space, or within quotes broken anywhere behind a backslash. */
const ESCAPED_BREAK = /\\\n[ \t]*\\?/g;
const FOLD = /\n[ \t]*/g;
const PARAGRAPHS = /\n[ \t]*\n/;

/**
 * The text in which paragraphs stand in one line of which `isKnown` then knows something. `hasSpaces`: whether there are values to know in
 * which a line may be folded.
 */
export function unfolded(text: string, isKnown: (characters: string) => boolean, hasSpaces: boolean): string {
  const joins = [...(text.includes('\\\n') ? [[ESCAPED_BREAK, ''] as const] : []), ...(hasSpaces && text.includes('\n') ? [[FOLD, ' '] as const] : [])];
  return joins.reduce((shown, [pattern, between]) => {
    if (!isKnown(shown.replace(pattern, between))) return shown;
    return shown
      .split(PARAGRAPHS)
      .map((paragraph) => {
        const joined = paragraph.replace(pattern, between);
        return isKnown(joined) ? joined : paragraph;
      })
      .join('\n\n');
  }, text);
}
