/** An object of the API before it is validated: the types are right, but nothing has to be there. */
export type Given<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : { readonly [Field in keyof T]?: Given<T[Field]> | null };

/** The fields of a struct that hold something: Go writes a nil pointer as null. */
export const givenFields = <T extends object>(fields: unknown): T =>
  Object.fromEntries(Object.entries((fields ?? {}) as object).filter(([, value]) => value !== null)) as T;
