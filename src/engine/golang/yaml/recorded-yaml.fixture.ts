/** ConfigMaps in YAML that a real server was sent, and what it made of their `data` (recordings/1.37/decoding/yaml). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { atOnce } from '../turns';
import { decodingYaml } from './decode';

interface Recording {
  readonly exchanges: readonly {
    readonly id: number;
    readonly request: { readonly body: string };
    readonly response: { readonly status: number; readonly body: { readonly data?: unknown; readonly message?: string } };
  }[];
}
const FILE = path.join(__dirname, '..', '..', '..', '..', 'testdata', 'recordings', '1.37', 'decoding', 'yaml.json');
const { exchanges } = JSON.parse(readFileSync(FILE, 'utf8')) as Recording;

export interface YamlRule {
  readonly rule: string;
  /** The texts of `data`, of which kind another value is, or why the text is not YAML. */
  readonly recorded: unknown;
  readonly answered: () => unknown;
}

const KINDS = new Map([
  ['bigint', 'number'],
  ['number', 'number'],
  ['boolean', 'bool'],
  ['object', 'object'],
]);

/** As Go reads it into a map of texts, where null is an empty one. */
function answerTo(text: string): unknown {
  try {
    const { data } = atOnce(decodingYaml(text)).value as { readonly data?: Readonly<Record<string, unknown>> };
    const texts = Object.entries(data ?? {}).map(([key, value]) => [key, value ?? ''] as const);
    const other = texts.find(([, value]) => typeof value !== 'string');
    return other === undefined ? { data: Object.fromEntries(texts) } : `a ${KINDS.get(typeof other[1])} is not a text`;
  } catch (error) {
    return (error as Error).message;
  }
}

function recordedAnswer({ data, message = '' }: { readonly data?: unknown; readonly message?: string }): unknown {
  const unread = /^the object provided is unrecognized \(must be of type ConfigMap\): (.*) \([0-9a-f]+(?: \.\.\.)?\)$/s.exec(message)?.[1];
  const kind = /json: cannot unmarshal (\w+) into Go struct field ConfigMap\.data of type string$/.exec(message)?.[1];
  return unread ?? (kind === undefined ? { data: data ?? {} } : `a ${kind} is not a text`);
}

/** By the number of an exchange, the rule that it shows. */
export const yamlRules = (rules: Readonly<Record<number, string>>): readonly YamlRule[] =>
  Object.entries(rules).map(([id, rule]) => {
    const exchange = exchanges.find((candidate) => candidate.id === Number(id));
    if (exchange === undefined) throw new Error(`The recording has no exchange ${id}.`);
    return { rule, recorded: recordedAnswer(exchange.response.body), answered: () => answerTo(exchange.request.body) };
  });
