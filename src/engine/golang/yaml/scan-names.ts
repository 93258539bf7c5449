/** Scans directives, anchors and tags. After go.yaml.in/yaml/v2 scannerc.go. */
import { isBlank, isBreak, isBreakOrEnd, isDigit, isHex, isSpaceOrEnd, isWord, scannerError, type Cursor } from './cursor';
import { token, type Token } from './tokens';

function words(cursor: Cursor): string {
  let name = '';
  while (isWord(cursor.at())) name += cursor.read();
  return name;
}

export function scanDirective(cursor: Cursor): Token {
  const start = cursor.mark;
  cursor.skip();
  const name = words(cursor);
  if (name === '') throw scannerError('could not find expected directive name', cursor.mark);
  if (!isSpaceOrEnd(cursor.at())) throw scannerError('found unexpected non-alphabetical character', cursor.mark);
  let scanned: Token;
  if (name === 'YAML') scanned = token('version-directive', start, { value: versionOf(cursor) });
  else if (name === 'TAG') scanned = token('tag-directive', start, tagDirective(cursor));
  else throw scannerError('found unknown directive name', cursor.mark);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.at())) throw scannerError('did not find expected comment or line break', cursor.mark);
  if (isBreak(cursor.at())) cursor.skipLine();
  return scanned;
}

function versionOf(cursor: Cursor): string {
  cursor.skipBlanks();
  const major = numberOf(cursor);
  if (cursor.at() !== '.') throw scannerError("did not find expected digit or '.' character", cursor.mark);
  cursor.skip();
  return `${major}.${numberOf(cursor)}`;
}

function numberOf(cursor: Cursor): number {
  let digits = '';
  while (isDigit(cursor.at())) {
    if (digits.length === 2) throw scannerError('found extremely long version number', cursor.mark);
    digits += cursor.read();
  }
  if (digits === '') throw scannerError('did not find expected version number', cursor.mark);
  return Number(digits);
}

function tagDirective(cursor: Cursor): Pick<Token, 'value' | 'suffix'> {
  cursor.skipBlanks();
  const value = tagHandle(cursor, true);
  if (!isBlank(cursor.at())) throw scannerError('did not find expected whitespace', cursor.mark);
  cursor.skipBlanks();
  const suffix = tagUri(cursor, '');
  if (!isSpaceOrEnd(cursor.at())) throw scannerError('did not find expected whitespace or line break', cursor.mark);
  return { value, suffix };
}

/** What may follow the name of an anchor. */
const AFTER_ANCHOR = '?:,]}%@`';

export function scanAnchor(cursor: Cursor, type: 'alias' | 'anchor'): Token {
  const start = cursor.mark;
  cursor.skip();
  const value = words(cursor);
  if (value === '' || !(isSpaceOrEnd(cursor.at()) || AFTER_ANCHOR.includes(cursor.at())))
    throw scannerError('did not find expected alphabetic or numeric character', cursor.mark);
  return token(type, start, { value });
}

export function scanTag(cursor: Cursor): Token {
  const start = cursor.mark;
  const [value, suffix] = cursor.at(1) === '<' ? ['', verbatimTag(cursor)] : shorthandTag(cursor);
  if (!isSpaceOrEnd(cursor.at())) throw scannerError('did not find expected whitespace or line break', cursor.mark);
  return token('tag', start, { value, suffix });
}

function verbatimTag(cursor: Cursor): string {
  cursor.skip(2);
  const uri = tagUri(cursor, '');
  if (cursor.at() !== '>') throw scannerError("did not find the expected '>'", cursor.mark);
  cursor.skip();
  return uri;
}

/** The handle and what follows it. */
function shorthandTag(cursor: Cursor): readonly [string, string] {
  const handle = tagHandle(cursor, false);
  if (handle.length > 1 && handle.endsWith('!')) return [handle, tagUri(cursor, '')];
  const suffix = tagUri(cursor, handle);
  // `!` alone is a tag without a handle.
  return suffix === '' ? ['', '!'] : ['!', suffix];
}

function tagHandle(cursor: Cursor, directive: boolean): string {
  if (cursor.at() !== '!') throw scannerError("did not find expected '!'", cursor.mark);
  let handle = cursor.read() + words(cursor);
  if (cursor.at() === '!') handle += cursor.read();
  else if (directive && handle !== '!') throw scannerError("did not find expected '!'", cursor.mark);
  return handle;
}

const URI = ";/?:@&=+$,.!~*'()[]%";

function tagUri(cursor: Cursor, head: string): string {
  let uri = head.slice(1);
  let found = head !== '';
  while (isWord(cursor.at()) || URI.includes(cursor.at())) {
    uri += cursor.at() === '%' ? escaped(cursor) : cursor.read();
    found = true;
  }
  if (!found) throw scannerError('did not find expected tag URI', cursor.mark);
  return uri;
}

/** The bytes of one character. */
function escaped(cursor: Cursor): string {
  const bytes: number[] = [];
  for (let width = 1; bytes.length < width;) {
    const code = cursor.next(3);
    if (!(code.startsWith('%') && code.length === 3 && isHex(code.slice(1)))) throw scannerError('did not find URI escaped octet', cursor.mark);
    const byte = parseInt(code.slice(1), 16);
    if (bytes.length === 0) width = widthOf(byte);
    if (width === 0) throw scannerError('found an incorrect leading UTF-8 octet', cursor.mark);
    if (bytes.length > 0 && (byte & 0xc0) !== 0x80) throw scannerError('found an incorrect trailing UTF-8 octet', cursor.mark);
    bytes.push(byte);
    cursor.skip(3);
  }
  return Buffer.from(bytes).toString();
}

const widthOf = (byte: number): number => (byte < 0x80 ? 1 : (byte & 0xe0) === 0xc0 ? 2 : (byte & 0xf0) === 0xe0 ? 3 : (byte & 0xf8) === 0xf0 ? 4 : 0);
