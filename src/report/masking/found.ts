/** A credential or the value of a Secret that a run has seen. */
export interface Found {
  readonly bytes: Buffer;
  /** The field, header or parameter that held it: a short value is masked beside this name only. */
  readonly name?: string;
  /** What followed it: a short value is masked before this text only. */
  readonly followedBy?: string;
}

export const found = (value: string | Uint8Array, name?: string): Found => ({
  bytes: typeof value === 'string' ? Buffer.from(value) : Buffer.from(value),
  ...(name !== undefined && { name }),
});

/** Two findings with the same key are the same. */
export const keyOf = ({ bytes, name = '', followedBy = '' }: Found): string => JSON.stringify([bytes.toString('latin1'), name, followedBy]);

/** How one process hands to another what it has found: as lines of a message that no report shows. */
export const FOUND_MEDIA_TYPE = 'application/vnd.cukernetes.found-secrets+json';

export const writtenFound = (all: readonly Found[]): string => JSON.stringify(all.map(({ bytes, ...rest }) => ({ bytes: bytes.toString('base64'), ...rest })));

export const readFound = (text: string): readonly Found[] =>
  (JSON.parse(text) as readonly (Omit<Found, 'bytes'> & { readonly bytes: string })[]).map(({ bytes, ...rest }) => ({
    bytes: Buffer.from(bytes, 'base64'),
    ...rest,
  }));
