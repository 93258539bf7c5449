/** An object of the API before it is validated: the types are right, but nothing has to be there. */
export type Given<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : { readonly [Field in keyof T]?: Given<T[Field]> | null };
