import type { KeyObject } from 'node:crypto';

export interface Case {
  /** A sentence that is the only one of its words. */
  readonly name: string;
  /** DER, the leaf first. */
  readonly chain: readonly Buffer[];
  /** Of the leaf. */
  readonly key: KeyObject;
  /** The user whom a front proxy says it speaks for. */
  readonly remoteUser?: string;
}
