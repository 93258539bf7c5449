/** The certificates as they lie in testdata/certificates/cases.json. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const FOLDER = path.join(__dirname, '..', '..', 'testdata', 'certificates');

export interface RecordedCase {
  readonly name: string;
  /** Numbers of the certificates in the file, the leaf first. */
  readonly chain: readonly number[];
  /** The name of the key of the leaf. */
  readonly key: string;
  readonly remoteUser?: string;
}

export interface CaseFile {
  /** PEM, of --client-ca-file and --requestheader-client-ca-file. */
  readonly clientAuthorities: string;
  readonly proxyAuthorities: string;
  /** PEM, by name. */
  readonly keys: Readonly<Record<string, string>>;
  /** Base64 of DER. */
  readonly certificates: readonly string[];
  readonly cases: readonly RecordedCase[];
}

export const pemOf = (base64: string): string =>
  ['-----BEGIN CERTIFICATE-----', ...(base64.match(/.{1,64}/g) ?? []), '-----END CERTIFICATE-----', ''].join('\n');

export const readCases = (): CaseFile => JSON.parse(readFileSync(path.join(FOLDER, 'cases.json'), 'utf8')) as CaseFile;
