/**
 * What expressions see and give. A name that CEL cannot write is escaped in an expression: claims.example__dot__com.
 * After newClaimsValue and convertCELValueToStringList of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go.
 */
import { escapedField } from '../../cel/escaped-field';
import { ValueList } from '../../cel/values/list';
import { CelList } from '../../cel/values/value';
import type { CelValue } from '../../cel/values/value';
import { own, setOwn } from '../../golang/map';

const NOT_TEXTS = 'expression must return a string or a list of strings';

/** Every object has its fields under their escaped names too, which no loop over it sees. */
export function withEscapedNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withEscapedNames);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) setOwn(copy, name, withEscapedNames(part));
  for (const name of Object.keys(value)) {
    const escaped = escapedField(name);
    if (escaped !== name) Object.defineProperty(copy, escaped, { value: own(copy, name), enumerable: false, configurable: true });
  }
  return copy;
}

/** Empty texts count for nothing. A list that a function made of Go strings is none that upstream takes. */
export function textsOf(value: CelValue): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (!(value instanceof CelList) || (value instanceof ValueList && value.isNative)) throw new Error(NOT_TEXTS);
  return value.values().flatMap((item) => {
    if (typeof item !== 'string') throw new Error(NOT_TEXTS);
    return item === '' ? [] : [item];
  });
}
