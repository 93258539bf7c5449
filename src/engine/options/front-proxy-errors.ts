/**
 * What is wrong with the flags about the front proxy: empty names, and an authority that vouches for clients as well, so that any
 * of them could claim to be another user. After RequestHeaderAuthenticationOptions.Validate of k8s.io/apiserver/pkg/server/options.
 */
import type { RequestHeaderOptions, ServerOptions } from '../api/options';
import { certificatesIn } from '../authentication/certificate-authority';
import { rulesOf } from '../authentication/x509/rules';
import type { Version } from '../versions';

const STANDARD_UID = 'x-remote-uid';

const blank = (flag: string, values: readonly string[]): readonly string[] =>
  values.every((value) => value.trim() !== '') ? [] : [`empty value in "${flag}"`];

function uidErrors({ uidHeaders }: RequestHeaderOptions, version: Version): readonly string[] {
  if (uidHeaders.length === 0) return [];
  if (!version.has('frontProxyUid')) return ['--requestheader-uid-headers requires the "RemoteRequestHeaderUID" feature to be enabled'];
  return [
    ...blank('requestheader-uid-headers', uidHeaders),
    ...(uidHeaders.some((name) => name.toLowerCase() === STANDARD_UID)
      ? []
      : ['--requestheader-uid-headers is set without specifying the standard X-Remote-Uid header - API aggregation will not work']),
  ];
}

/** Unreadable files are reported when they are read. */
function certificates(file: string, version: Version): readonly Buffer[] {
  try {
    return certificatesIn(file, '', rulesOf(version)).map(({ raw }) => raw);
  } catch {
    return [];
  }
}

function overlaps(one: string | undefined, other: string | undefined, version: Version): boolean {
  if (one === undefined || other === undefined) return false;
  const others = certificates(other, version);
  return certificates(one, version).some((certificate) => others.some((found) => found.equals(certificate)));
}

export function frontProxyErrors({
  version,
  requestHeader,
  clientCaFile,
}: Pick<ServerOptions, 'version' | 'requestHeader' | 'clientCaFile'>): readonly string[] {
  if (!version.has('frontProxyFlagsChecked')) return [];
  const { usernameHeaders, groupHeaders, extraHeadersPrefix, allowedNames } = requestHeader;
  return [
    ...blank('requestheader-username-headers', usernameHeaders),
    ...blank('requestheader-group-headers', groupHeaders),
    ...blank('requestheader-extra-headers-prefix', extraHeadersPrefix),
    ...blank('requestheader-allowed-names', allowedNames),
    ...uidErrors(requestHeader, version),
    ...(allowedNames.length === 0 && overlaps(clientCaFile, requestHeader.clientCaFile, version)
      ? [
          '--requestheader-client-ca-file and --client-ca-file contain overlapping certificates; --requestheader-allowed-names must be specified to ensure regular client certificates cannot set authenticating proxy headers for arbitrary users',
        ]
      : []),
  ];
}
