import { own } from '../../golang/map';

/** Claims of a token, by name. */
export type Claims = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Claims => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object that a token names. */
export interface Reference {
  readonly name: string;
  readonly uid: string;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const referenceIn = (claims: Claims, field: string): Reference | undefined => {
  const value = own(claims, field);
  return isObject(value) ? { name: text(value['name']), uid: text(value['uid']) } : undefined;
};
