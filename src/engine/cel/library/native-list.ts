/**
 * Lists that a function made of Go strings. In an expression they are like any other; who takes the result apart sees the
 * difference. After types.NewStringList of github.com/google/cel-go.
 */
const native = new WeakSet<object>();

export function nativeList(texts: readonly string[]): readonly string[] {
  const list = [...texts];
  native.add(list);
  return list;
}
export const isNativeList = (value: object): boolean => native.has(value);
