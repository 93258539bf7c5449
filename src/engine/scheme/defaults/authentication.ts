/** The group authentication. Upstream: pkg/apis/authentication/v1/defaults.go */
import { setIfAbsent, type Defaulter } from './draft';

const HOUR_SECONDS = 3600;

export const authentication: Readonly<Record<string, Defaulter>> = {
  'authentication.TokenRequestSpec': (spec) => setIfAbsent(spec, 'expirationSeconds', HOUR_SECONDS),
};
