/**
 * What strings.Trim, TrimLeft and TrimRight take away. An expression such as / +$/ tries anew at every space of a run that does not
 * reach the end, so that its time grows with the square of the run; these look at each character once.
 */
function firstOther(text: string, cutset: string): number {
  let at = 0;
  while (at < text.length && cutset.includes(text.charAt(at))) at += 1;
  return at;
}

/** The place after the last character that is not in the cutset; 0 when there is none. */
function endOfOthers(text: string, cutset: string): number {
  let end = text.length;
  while (end > 0 && cutset.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

export const trimLeft = (text: string, cutset: string): string => text.slice(firstOther(text, cutset));
export const trimRight = (text: string, cutset: string): string => text.slice(0, endOfOthers(text, cutset));
export const trim = (text: string, cutset: string): string => trimLeft(trimRight(text, cutset), cutset);

/** unicode.IsSpace in Latin-1. */
const SPACES = '\t\n\v\f\r \u0085\u00a0';

/** strings.TrimSpace takes the same spaces away as trim() does, but for the byte order mark. */
export const trimSpace = (text: string): string => trim(text, SPACES);
