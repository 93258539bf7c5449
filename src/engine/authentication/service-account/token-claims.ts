/** Claims of a token, by name. */
export type Claims = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Claims => typeof value === 'object' && value !== null && !Array.isArray(value);
