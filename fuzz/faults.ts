/** What no answer of the server may be: an error of JavaScript in words, or a 5xx that no real server gives. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

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

/** The words of V8 and of Node for what programs do wrong. */
const JAVASCRIPT = [
  /is not (?:a function|iterable|defined|extensible|a constructor|an object)/,
  /Cannot (?:read|set|convert|assign|delete|define|mix|destructure|access|redefine)/,
  /(?:undefined|null) \(reading '/,
  /Maximum call stack|Invalid (?:array|string|typed array) length|Invalid time value|Invalid code point|Invalid regular expression|Invalid count value/,
  /Reduce of empty array|circular structure|Do not know how to serialize|BigInt|Method \w+ called on incompatible/,
  /The (?:first )?"?\w*"? ?argument must be|ERR_[A-Z_]+|\[object \w+\]|\.[jt]s:\d+:\d+\)/,
  /Unexpected (?:token|end of JSON input|non-whitespace)|in JSON at position|(?:Type|Range|Syntax|Reference|URI|Internal)Error\b|URI malformed/,
] as const;

interface ServerError {
  readonly status: number;
  /** A regular expression for the message. */
  readonly message: string;
  /** The versions that were seen to answer so, or upstream's file. */
  readonly seen: string;
}

const FILE = path.join(__dirname, '..', 'testdata', 'fuzz', 'server-errors.json');

const messageOf = (text: string): string => {
  try {
    return String((JSON.parse(text) as { readonly message?: unknown }).message ?? text);
  } catch {
    // YAML, protobuf, or plain text.
    return /^message: (.*)$/m.exec(text)?.[1] ?? text;
  }
};

/** Judges answers by the errors that real servers give. */
export class Judge {
  readonly #real = (JSON.parse(readFileSync(FILE, 'utf8')) as readonly ServerError[]).map(({ status, message }) => ({
    status,
    pattern: new RegExp(message, 's'),
  }));

  /** `sent` is the whole request as text: its words may come back. What is listed may hold any words. */
  faultOf({ status, text }: Answered, method: string, sent: () => string): Fault | undefined {
    const words = (status < 400 ? [/\[object Object\]/] : JAVASCRIPT).map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined);
    if (words !== undefined && !sent().includes(words)) return { kind: 'JavaScript error', detail: `${status} ${messageOf(text).slice(0, 300)}` };
    // The answer to HEAD has no words.
    if (status < 500 || method === 'HEAD') return undefined;
    const message = messageOf(text);
    if (this.isReal(status, message)) return undefined;
    return { kind: 'server error', detail: `${status} ${message.slice(0, 300)}` };
  }

  isReal(status: number, message: string): boolean {
    return this.#real.some((real) => real.status === status && real.pattern.test(message));
  }
}

/** Faults that differ in quoted texts and numbers only are one. */
export const groupOf = ({ kind, detail }: Fault): string => `${kind}: ${detail.replace(/\\?"[^"]*"/g, '"…"').replace(/\d+/g, 'N')}`.slice(0, 160);
