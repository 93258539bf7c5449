/** The flags of serving: where the server listens, its certificate, HTTP/2, and how many requests it takes at once. */
import type { ServerOptions } from '../api/options';
import type { FlagCatalog } from './flag-catalog';
import type { FlagValues } from './flag-set';
import { parseBool, parseInteger, parseIp } from './flag-values';
import { optionalOf } from './optional';

export const inFlightOptions = (values: FlagValues): ServerOptions['inFlight'] => ({
  maxRequestsInFlight: values.one('max-requests-inflight', parseInteger),
  maxMutatingRequestsInFlight: values.one('max-mutating-requests-inflight', parseInteger),
  priorityAndFairness: values.one('enable-priority-and-fairness', parseBool),
});

export interface ServingOptions extends Pick<
  ServerOptions,
  'externalHostname' | 'bindAddress' | 'securePort' | 'certDir' | 'tlsCertFile' | 'tlsPrivateKeyFile'
> {
  readonly http2: { readonly disabled: boolean; readonly maxStreams: number };
  readonly tls: { readonly minVersion: string; readonly cipherSuites: readonly string[] };
}

export const servingOptions = (values: FlagValues, { flags }: FlagCatalog): ServingOptions => ({
  externalHostname: values.one('external-hostname', String),
  bindAddress: values.one('bind-address', parseIp),
  securePort: values.one('secure-port', parseInteger),
  ...optionalOf('certDir', values.file('cert-dir')),
  ...optionalOf('tlsCertFile', values.file('tls-cert-file')),
  ...optionalOf('tlsPrivateKeyFile', values.file('tls-private-key-file')),
  http2: {
    disabled: flags.has('disable-http2-serving') && values.one('disable-http2-serving', parseBool),
    maxStreams: values.one('http2-max-streams-per-connection', parseInteger),
  },
  tls: { minVersion: values.one('tls-min-version', String), cipherSuites: values.list('tls-cipher-suites') },
});
