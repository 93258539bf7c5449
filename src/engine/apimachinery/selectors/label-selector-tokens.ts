/** The words of a label selector. After the Lexer of k8s.io/apimachinery/pkg/labels/selector.go. */
import { Pace, type Turns } from '../../golang/turns';

export interface Token {
  readonly kind: 'identifier' | 'operator' | 'end' | 'error';
  readonly text: string;
}

const WORDS: readonly string[] = [')', ',', '!', '==', '=', '>', 'in', '<', '!=', 'notin', '('];
const SPECIAL = '=!(),><';
const NAME = /[^=!(),><\s]+/y;

/** The longest known run of special characters at `start`; a run that never becomes known is an error. */
function specialAt(selector: string, start: number): Token {
  // No longer run begins with one of these.
  const single = selector.charAt(start);
  if (single !== '=' && single !== '!') return { kind: 'operator', text: single };
  let end = start;
  let known = '';
  while (end < selector.length && SPECIAL.includes(selector.charAt(end))) {
    const run = selector.slice(start, end + 1);
    if (WORDS.includes(run)) known = run;
    else if (known !== '') break;
    end += 1;
  }
  return known === '' ? { kind: 'error', text: `error expected: keyword found '${selector.slice(start, end)}'` } : { kind: 'operator', text: known };
}

export function* tokensOf(selector: string): Turns<readonly Token[]> {
  const tokens: Token[] = [];
  const pace = new Pace();
  let at = 0;
  while (at < selector.length) {
    if (pace.isOver()) yield;
    const character = selector.charAt(at);
    if (/[ \t\r\n]/.test(character)) {
      at += 1;
      continue;
    }
    if (SPECIAL.includes(character)) {
      const token = specialAt(selector, at);
      tokens.push(token);
      at += token.kind === 'error' ? 1 : token.text.length;
      continue;
    }
    NAME.lastIndex = at;
    const [text = ''] = NAME.exec(selector) ?? [character];
    tokens.push({ kind: WORDS.includes(text) ? 'operator' : 'identifier', text });
    at += text.length;
  }
  return tokens;
}
