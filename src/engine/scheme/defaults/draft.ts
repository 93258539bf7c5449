/**
 * An object that is being defaulted. Only here are objects changed in place: a draft has just been decoded and nothing else
 * has it.
 */
import type { Version } from '../../versions';
import { own, setOwn } from '../../golang/map';

export interface Draft {
  [field: string]: unknown;
}

/** Fills in one Go type. It sees the type's own fields only: the walk goes on to the fields' types by itself. */
export type Defaulter = (draft: Draft, version: Version) => void;

/** Whether Go would see the zero value or nil there. */
export const isUnset = (value: unknown): boolean => value === undefined || value === null || value === '' || value === 0;

export function setDefault(draft: Draft, field: string, value: unknown): void {
  if (isUnset(own(draft, field))) setOwn(draft, field, value);
}

/** For fields that are pointers in Go: 0 and '' are values. */
export function setIfAbsent(draft: Draft, field: string, value: unknown): void {
  if (own(draft, field) === undefined || own(draft, field) === null) setOwn(draft, field, value);
}

/** The struct in that field, made if it is not there. */
export function child(draft: Draft, field: string): Draft {
  setIfAbsent(draft, field, {});
  return own(draft, field) as Draft;
}

export const optionalChild = (draft: Draft, field: string): Draft | undefined => (own(draft, field) ?? undefined) as Draft | undefined;

/** The structs of a list; empty if there is none. */
export const children = (draft: Draft, field: string): readonly Draft[] => (own(draft, field) ?? []) as readonly Draft[];
