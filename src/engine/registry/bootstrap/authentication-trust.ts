/**
 * kube-system/extension-apiserver-authentication: what other API servers have to know to take the same clients and the same front
 * proxy. A server without either authority has none.
 * After k8s.io/kubernetes/pkg/controlplane/controller/clusterauthenticationtrust.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { KubeObject } from '../../api/objects';
import type { RequestHeaderOptions, ServerOptions } from '../../api/options';
import { compareBytes } from '../../golang/bytes';
import { pemBlocks } from '../../golang/pem';
import { encodeJson } from '../../golang/json';
import { withMeta } from '../../storage/object-meta';

export const isAuthenticationTrust = ({ kind, metadata }: KubeObject): boolean =>
  kind === 'ConfigMap' && metadata.namespace === 'kube-system' && metadata.name === 'extension-apiserver-authentication';

/** Each once, without those that have expired and without whatever else is in the file. */
function bundle(file: string): string {
  const certificates = pemBlocks(readFileSync(file, 'utf8')).flatMap(({ type, text }) => (type === 'CERTIFICATE' ? [new X509Certificate(text)] : []));
  return [...new Set(certificates.filter(({ validTo }) => Date.parse(validTo) > Date.now()).map(String))].join('');
}

const unique = (values: readonly string[]): string => encodeJson([...new Set(values)]);

function ofFrontProxy(options: RequestHeaderOptions): Readonly<Record<string, string>> {
  if (options.clientCaFile === undefined) return {};
  return {
    'requestheader-allowed-names': unique(options.allowedNames),
    'requestheader-client-ca-file': bundle(options.clientCaFile),
    'requestheader-extra-headers-prefix': unique(options.extraHeadersPrefix),
    'requestheader-group-headers': unique(options.groupHeaders),
    ...(options.uidHeaders.length > 0 && { 'requestheader-uid-headers': unique(options.uidHeaders) }),
    'requestheader-username-headers': unique(options.usernameHeaders),
  };
}

/** The ConfigMap as a server with a client CA alone has it -> as this server has it. */
export function authenticationTrust(configMap: KubeObject, { clientCaFile, requestHeader }: ServerOptions): KubeObject | undefined {
  const data = { ...(clientCaFile !== undefined && { 'client-ca-file': bundle(clientCaFile) }), ...ofFrontProxy(requestHeader) };
  const keys = Object.keys(data).sort(compareBytes);
  if (keys.length === 0) return undefined;
  const fields = { '.': {}, ...Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) };
  const managedFields = configMap.metadata.managedFields?.map((entry) => ({ ...entry, fieldsV1: { 'f:data': fields } }));
  return { ...withMeta(configMap, { ...(managedFields && { managedFields }) }), data };
}
