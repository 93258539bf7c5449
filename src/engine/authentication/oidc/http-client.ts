/**
 * GET from an issuer over HTTPS, whose certificate an authority of the configuration has signed, or one that the host trusts.
 * After net/http.Client.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { networkError } from '../../errors/network-error';
import type { Version } from '../../versions';
import { quote } from '../../golang/quote';

export interface IssuerResponse {
  readonly status: number;
  /** For example `404 Not Found`. */
  readonly statusLine: string;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly text: string;
}
export interface IssuerClient {
  get(url: string, accessToken?: string): Promise<IssuerResponse>;
}

const TIMEOUT = 30_000;
const MOST_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function parsed(url: string): URL {
  if (!/^https?:/i.test(url)) throw new Error(`Get ${quote(url)}: unsupported protocol scheme ${quote(/^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1] ?? '')}`);
  return new URL(url);
}

export function issuerClient(authority: string, version: Version): IssuerClient {
  const ca = authority === '' ? {} : { ca: authority };
  const once = (url: URL, headers: http.OutgoingHttpHeaders): Promise<http.IncomingMessage> =>
    new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void => {
        const timedOut = error.name === 'TimeoutError' || error.name === 'AbortError';
        reject(new Error(`Get ${quote(url.href)}: ${timedOut ? 'context deadline exceeded' : networkError(error, version)}`, { cause: error }));
      };
      const options = { ...ca, headers, agent: false, signal: AbortSignal.timeout(TIMEOUT) };
      (url.protocol === 'https:' ? https : http).get(url, options, resolve).on('error', failed);
    });

  async function follow(url: URL, headers: http.OutgoingHttpHeaders, left: number): Promise<IssuerResponse> {
    const response = await once(url, headers);
    const { statusCode: status = 0, headers: got } = response;
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    if (REDIRECTS.has(status) && got.location !== undefined) {
      if (left === 0) throw new Error(`Get ${quote(got.location)}: stopped after ${MOST_REDIRECTS} redirects`);
      return follow(new URL(got.location, url), headers, left - 1);
    }
    return {
      status,
      statusLine: `${status} ${http.STATUS_CODES[status] ?? ''}`.trimEnd(),
      contentType: got['content-type'] ?? '',
      cacheControl: got['cache-control'] ?? '',
      text: Buffer.concat(parts).toString(),
    };
  }

  return {
    get: async (url, accessToken = '') => follow(parsed(url), accessToken === '' ? {} : { authorization: `Bearer ${accessToken}` }, MOST_REDIRECTS),
  };
}
