import type { Version } from '../../versions';

/** An object on its way: only here fields are moved about without their types. */
export interface Convertible {
  readonly [field: string]: unknown;
}

export interface Conversion {
  readonly toHub: (object: Convertible) => Convertible;
  readonly fromHub: (object: Convertible, version: Version) => Convertible;
}
