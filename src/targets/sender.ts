/** What sends the requests of a live target, whatever the protocol. */
import type { ApiResponse } from '../engine/api/http';
import type { Credentials } from './credentials';
import type { TargetRequest } from './target';

export interface Sender {
  send(request: TargetRequest, credentials: Credentials): Promise<ApiResponse>;
  /** Ends the connections, answers under way included. */
  close(): Promise<void>;
}

/** Header names as Go spells them, which is how the server sent them over HTTP/1.1. */
const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

export const canonicalHeaders = (given: Readonly<Record<string, string | readonly string[] | undefined>>): ApiResponse['headers'] =>
  Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[canonical(name), value] as const])));

/** The certificate and key with which a connection is opened; neither where the credentials go with each request. */
export const clientPair = (credentials: Credentials): { readonly cert?: string; readonly key?: string } =>
  credentials.kind === 'certificate' ? { cert: credentials.keyPair.certificatePem, key: credentials.keyPair.keyPem } : {};
