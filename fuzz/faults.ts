/** What no answer of the server may be: an error of JavaScript in words, or a 5xx that no real server gives. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';

export type Kind =
  'JavaScript error' | 'server error' | 'rejected' | 'slow' | 'no answer' | 'process ended' | 'unhandled rejection' | 'memory' | 'readyz' | 'decision';

/** No input takes the server longer, unless it waits for something that a real server waits for too. */
export const SLOW_MILLISECONDS = 1_000;

export interface Fault {
  readonly kind: Kind;
  readonly detail: string;
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Empty where what was sent has neither. */
export interface RequestLine {
  readonly method: string;
  readonly target: string;
}

/** The words of V8 and of Node for what programs do wrong. */
const JAVASCRIPT = [
  /is not (?:a function|iterable|defined|extensible|a constructor|an object)/,
  /Cannot (?:(?:read|set) propert|convert|assign|delete|define|mix|destructure|access|redefine)/,
  /(?:undefined|null) \(reading '/,
  /Maximum call stack|Invalid (?:array|string|typed array) length|Invalid time value|Invalid code point|Invalid regular expression|Invalid count value/,
  /Reduce of empty array|circular structure|Do not know how to serialize|BigInt|Method \w{1,40} called on incompatible/,
  /The (?:first )?"?\w{0,40}"? ?argument must be|ERR_[A-Z_]{1,40}|\[object \w{1,40}\]|\.[jt]s:\d{1,9}:\d{1,9}\)/,
  /Unexpected (?:token|end of JSON input|non-whitespace)|in JSON at position|(?:Type|Range|Syntax|Reference|URI)Error\b|URI malformed/,
] as const;

export interface ServerError {
  readonly status: number;
  /** A regular expression for the message. */
  readonly message: string;
  /** Absent: any. */
  readonly methods?: readonly string[];
  /** A regular expression for the target; absent: any. */
  readonly target?: string;
  readonly versions?: readonly string[];
  /** A recording in which a real server answers so; `wire` for what net/http says of bytes that are no request. */
  readonly recorded: string;
}

const FILE = path.join(__dirname, '..', 'testdata', 'fuzz', 'server-errors.json');

export const serverErrors = (): readonly ServerError[] => JSON.parse(readFileSync(FILE, 'utf8')) as readonly ServerError[];

export const messageOf = (text: string): string => {
  try {
    return String((JSON.parse(text) as { readonly message?: unknown }).message ?? text);
  } catch {
    return messageOfOther(text);
  }
};

/** The message of a Status in YAML, folded and quoted or not, or in protobuf; else the text. */
function messageOfOther(text: string): string {
  const yaml = /^message: ?((?:.*\n(?:  .*\n|\n)*))/m.exec(`${text}\n`)?.[1];
  if (yaml !== undefined) return String((load(`message: ${yaml}`) as { readonly message?: unknown }).message ?? text);
  if (!text.startsWith('k8s\0')) return text;
  const at = text.indexOf('Failure\x1a');
  return at === -1 ? text : withLength(text.slice(at + 8));
}

/** The text after its length, of which each character is a byte; all that follows where bytes were lost as they became text. */
function withLength(text: string): string {
  const end = [...text].findIndex((character) => (character.codePointAt(0) ?? 0) < 0x80);
  const digits = [...text.slice(0, end + 1)].map((character) => character.codePointAt(0) ?? 0);
  if (digits.some((digit) => digit > 0xff)) return text.slice(end + 1);
  const length = digits.reduce((sum, digit, at) => sum + (digit & 0x7f) * 2 ** (7 * at), 0);
  const found = text.slice(end + 1, end + 1 + length);
  return [...found].every((character) => character <= '\xff') ? Buffer.from(found, 'latin1').toString() : found;
}

/** Judges answers by the errors that real servers of a version give; of any, where none is named. */
export class Judge {
  readonly #real: readonly (Pick<ServerError, 'status' | 'methods'> & { readonly at: RegExp; readonly pattern: RegExp; readonly beginning: RegExp })[];

  constructor(version?: string) {
    this.#real = serverErrors()
      .filter(({ versions }) => version === undefined || (versions ?? [version]).includes(version))
      .map(({ message, target = '', ...error }) => ({
        ...error,
        at: new RegExp(target),
        pattern: new RegExp(message, 's'),
        beginning: new RegExp(message.replaceAll(/\$(?=[|)]|$)/g, ''), 's'),
      }));
  }

  /** `sent` is the whole request as text: its words may come back. What is listed may hold any words. */
  faultOf({ status, text }: Answered, { method, target }: RequestLine, sent: () => string): Fault | undefined {
    const words = (status < 400 ? [/\[object Object\]/] : JAVASCRIPT).map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
    if (words !== undefined && !sent().includes(words)) return { kind: 'JavaScript error', detail: `${status} ${messageOf(text).slice(0, 300)}` };
    // The answer to HEAD has no words.
    if (status < 500 || method === 'HEAD') return undefined;
    if (this.isReal({ status, text }, { method, target })) return undefined;
    return { kind: 'server error', detail: `${status} ${messageOf(text).slice(0, 300)}` };
  }

  /** Reports whether a real server is known to give this error. In protobuf the message may be followed by other fields. */
  isReal({ status, text }: Answered, { method, target }: RequestLine): boolean {
    const [message, inProtobuf] = [messageOf(text), text.startsWith('k8s\0')];
    return this.#real.some(
      (real) =>
        real.status === status &&
        (real.methods?.includes(method) ?? true) &&
        real.at.test(target) &&
        (inProtobuf ? real.beginning : real.pattern).test(message),
    );
  }
}

/** Faults that differ in quoted texts and numbers only are one. */
export const groupOf = ({ kind, detail }: Fault): string => `${kind}: ${detail.replace(/\\?"[^"]*"/g, '"…"').replace(/\d+/g, 'N')}`.slice(0, 160);
