/** The option where it has a value; nothing otherwise. */
export const optionalOf = <K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: string });
