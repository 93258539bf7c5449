/** An object of the API before it is validated: the types are right, but nothing has to be there. */
export type Given<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : { readonly [Field in keyof T]?: Given<T[Field]> | null };

/** The fields of a struct that hold something, and those of what is in it: Go writes a nil pointer or list as null. */
export const givenFields = <T extends object>(fields: unknown): T => withoutNulls(fields ?? {}) as T;

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item ?? {}));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}
