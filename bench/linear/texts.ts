/** Long texts of one character, or of two in turns: what expressions and loops take too long over consists of such runs. */
const CHARACTERS: readonly string[] = [
  ...[' ', '/', '%', ',', ';', '"', "'", '\\', '[', '{', '(', ')', ']', '}', ':', '=', '.', '-', '_', '*', '+', '!', '~', '#', '&', '?', '@', '$', '|', '`'],
  ...['0', '1', '9', 'a', 'A', 'e', 'E', 'y', '\n', '\r', '\t', '\0', '\u007f', '\u0080', '\u00ff', '\u20ac', '\u{1f600}', '\ud800'],
];
const PAIRS: readonly string[] = [
  ...[
    ', ',
    '=,',
    '/.',
    '()',
    '[]',
    '{}',
    '-:',
    '&=',
    '%ff',
    '%2F',
    '%20',
    '\r\n',
    'a,',
    'a.',
    'a-',
    'a=b,',
    'a in (b),',
    '- ',
    ': ',
    '? ',
    'a: ',
    '"a",',
    'a;',
    'q=0.1,',
  ],
  ...[
    '*/*,',
    '${',
    '{"a":',
    '[{',
    '\\u',
    '\\"',
    '&a ',
    '*a ',
    '1h',
    '0.',
    '1:',
    '::',
    '1.',
    'a/b,',
    '!a,',
    '# ',
    '""',
    "''",
    '<a>',
    '(a',
    '!!',
    'a||',
    '-1',
    'x?y:',
    '::1',
    'Ki',
  ],
  ...['-----BEGIN A-----', '-----BEGIN CERTIFICATE-----\n', '-----END A-----', '\n\t', '\n ', '\n- ', '\n#', '|\n', 'a\n', '\\n', '{{', '1e', 'eyJ', 'eyJ.'],
];

/** From what they consist of to the text of a length in bytes, about. */
export const TEXTS: readonly string[] = [...CHARACTERS, ...PAIRS];
export const repeated = (unit: string, bytes: number): string => unit.repeat(Math.ceil(bytes / Buffer.byteLength(unit)));

/** Those that were seen to take long, for a run that has no time for all of them. */
export const HARD_TEXTS: readonly string[] = [' ', '/', ',', '0', '\n', '\u00ff', '%ff', 'a=b,', '('];
