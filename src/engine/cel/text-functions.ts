/**
 * Functions for text. After github.com/google/cel-go/ext/strings.go and k8s.io/apiserver/pkg/cel/library/regex.go.
 */
import type { CelEnvironment } from './environment';
import { nativeList } from './native-list';

/** Go counts characters, not the halves of which JavaScript makes some. */
const characters = (text: string): readonly string[] => [...text];

function charAt(text: string, index: bigint): string {
  const all = characters(text);
  if (index < 0n || index > all.length) throw new Error(`index out of range: ${index}`);
  return all[Number(index)] ?? '';
}

function replace(text: string, old: string, by: string, limit = -1n): string {
  const parts = old === '' ? ['', ...characters(text), ''] : text.split(old);
  const most = limit < 0n ? parts.length - 1 : Math.min(Number(limit), parts.length - 1);
  return `${parts.slice(0, most + 1).join(by)}${parts
    .slice(most + 1)
    .map((part) => `${old}${part}`)
    .join('')}`;
}

function split(text: string, separator: string, limit = -1n): readonly string[] {
  const parts = separator === '' ? characters(text) : text.split(separator);
  const most = Number(limit);
  if (most < 0 || parts.length <= most) return nativeList(parts);
  return nativeList(most === 0 ? [] : [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)]);
}

const find = (text: string, expression: string): string => new RegExp(expression, 'u').exec(text)?.[0] ?? '';
function findAll(text: string, expression: string, limit = -1n): readonly string[] {
  const found = [...text.matchAll(new RegExp(expression, 'gu'))].map(([match]) => match);
  return nativeList(limit < 0n ? found : found.slice(0, Number(limit)));
}

/** Functions of the language that are replaced by others; an expression names them as ever. */
export const REPLACED: Readonly<Record<string, string>> = { split: 'splitIntoNativeList' };

export function registerTextFunctions(environment: CelEnvironment): void {
  environment
    .registerFunction('string.charAt(int): string', charAt)
    .registerFunction('string.replace(string, string): string', replace)
    .registerFunction('string.replace(string, string, int): string', replace)
    .registerFunction('string.splitIntoNativeList(string): list<string>', split)
    .registerFunction('string.splitIntoNativeList(string, int): list<string>', split)
    .registerFunction('string.find(string): string', find)
    .registerFunction('string.findAll(string): list<string>', findAll)
    .registerFunction('string.findAll(string, int): list<string>', findAll);
}
