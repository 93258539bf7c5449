/** Which tokens can come where. After github.com/google/cel-go/parser/gen/CEL.g4. */
import { follow } from './recovery';
import type { TokenKind } from './tokens';

export const RELATIONS: ReadonlyMap<TokenKind, string> = new Map<TokenKind, string>([
  ["'=='", '_==_'],
  ["'!='", '_!=_'],
  ["'in'", '@in'],
  ["'<'", '_<_'],
  ["'<='", '_<=_'],
  ["'>='", '_>=_'],
  ["'>'", '_>_'],
]);
export const SUMS: ReadonlyMap<TokenKind, string> = new Map<TokenKind, string>([
  ["'+'", '_+_'],
  ["'-'", '_-_'],
]);
export const PRODUCTS: ReadonlyMap<TokenKind, string> = new Map<TokenKind, string>([
  ["'*'", '_*_'],
  ["'/'", '_/_'],
  ["'%'", '_%_'],
]);

export const LITERALS: readonly TokenKind[] = ["'true'", "'false'", "'null'", 'NUM_FLOAT', 'NUM_INT', 'NUM_UINT', 'STRING', 'BYTES'];
/** What a primary expression begins with. */
export const PRIMARY: readonly TokenKind[] = ["'['", "'{'", "'('", "'.'", "'-'", ...LITERALS, 'IDENTIFIER'];
/** What an expression begins with. */
export const BEGIN: readonly TokenKind[] = [...PRIMARY, "'!'"];
export const begins: ReadonlySet<TokenKind> = new Set(BEGIN);

/** What can follow each rule where it is used. */
export const AFTER = {
  all: follow(false, '<EOF>'),
  condition: follow(true, "'?'"),
  whenTrue: follow(false, "':'"),
  last: follow(true),
  disjunct: follow(true, "'||'"),
  conjunct: follow(true, "'&&'"),
  relation: follow(true, ...RELATIONS.keys()),
  operand: follow(true, ...SUMS.keys(), ...PRODUCTS.keys()),
  part: follow(true, "'.'", "'['"),
  arguments: follow(false, "')'"),
  index: follow(false, "']'"),
  elements: follow(false, "','", "']'"),
  entries: follow(false, "','", "'}'"),
  item: follow(true, "','"),
  key: follow(false, "':'"),
} as const;

/** What is looked for before a choice. */
export const BEFORE = {
  expression: follow(false, ...BEGIN),
  optionalExpression: follow(false, "'?'", ...BEGIN),
  arguments: follow(false, ...BEGIN, "')'"),
  elements: follow(false, "'?'", ...BEGIN, "','", "']'"),
  entries: follow(false, "'?'", ...BEGIN, "','", "'}'"),
  fields: follow(false, "'?'", 'IDENTIFIER', 'ESC_IDENTIFIER', "','", "'}'"),
  optionalField: follow(false, "'?'", 'IDENTIFIER', 'ESC_IDENTIFIER'),
  field: follow(false, 'IDENTIFIER', 'ESC_IDENTIFIER'),
} as const;
