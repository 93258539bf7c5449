/** Which types the clauses of a format take, and what is said of another. After github.com/google/cel-go/ext/formatting.go. */
import { table } from '../../golang/map';

interface Clause {
  readonly types: readonly string[];
  readonly takes: string;
}

const string: Clause = {
  types: ['list', 'map', 'int', 'uint', 'double', 'bool', 'string', 'google.protobuf.Timestamp', 'bytes', 'google.protobuf.Duration', 'type', 'null_type'],
  takes: 'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
};
const hex: Clause = { types: ['int', 'uint', 'string', 'bytes'], takes: 'only integers, byte buffers, and strings can be formatted as hex' };

const CLAUSES = table<Clause>({
  s: string,
  d: { types: ['int', 'uint'], takes: 'decimal clause can only be used on integers' },
  f: { types: ['double', 'string'], takes: 'fixed-point clause can only be used on doubles' },
  e: { types: ['double', 'string'], takes: 'scientific clause can only be used on doubles' },
  b: { types: ['int', 'uint', 'bool'], takes: 'only integers and bools can be formatted as binary' },
  x: hex,
  X: hex,
  o: { types: ['int', 'uint'], takes: 'octal clause can only be used on integers' },
});

export const isTaken = (letter: string, type: string): boolean => CLAUSES[letter]?.types.includes(type) ?? false;
export const notTaken = (letter: string, type: string): string => `${CLAUSES[letter]?.takes ?? ''}, was given ${type}`;
