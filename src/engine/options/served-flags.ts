/**
 * The flags that have an effect here, by kube-apiserver's names. Everything else about them (type, default, help, since
 * when) is in the catalogue of the version; a flag that the catalogue has and this list has not is refused as not there yet.
 */
import { VERSIONS } from '../versions';
import type { Flag } from './flag-catalog';

export const SERVED_FLAGS = [
  'admission-control',
  'admission-control-config-file',
  'allow-privileged',
  'anonymous-auth',
  'api-audiences',
  'authentication-config',
  'authentication-token-webhook-cache-ttl',
  'authentication-token-webhook-config-file',
  'authentication-token-webhook-version',
  'authorization-config',
  'authorization-mode',
  'authorization-policy-file',
  'authorization-webhook-cache-authorized-ttl',
  'authorization-webhook-cache-unauthorized-ttl',
  'authorization-webhook-config-file',
  'authorization-webhook-version',
  'bind-address',
  'cert-dir',
  'client-ca-file',
  'default-not-ready-toleration-seconds',
  'default-unreachable-toleration-seconds',
  'disable-admission-plugins',
  'disable-http2-serving',
  'enable-admission-plugins',
  'enable-bootstrap-token-auth',
  'enable-priority-and-fairness',
  'external-hostname',
  'feature-gates',
  'http2-max-streams-per-connection',
  'max-mutating-requests-inflight',
  'max-requests-inflight',
  'oidc-ca-file',
  'oidc-client-id',
  'oidc-groups-claim',
  'oidc-groups-prefix',
  'oidc-issuer-url',
  'oidc-required-claim',
  'oidc-signing-algs',
  'oidc-username-claim',
  'oidc-username-prefix',
  'requestheader-allowed-names',
  'requestheader-client-ca-file',
  'requestheader-extra-headers-prefix',
  'requestheader-group-headers',
  'requestheader-uid-headers',
  'requestheader-username-headers',
  'runtime-config',
  'secure-port',
  'service-account-extend-token-expiration',
  'service-account-issuer',
  'service-account-jwks-uri',
  'service-account-key-file',
  'service-account-lookup',
  'service-account-max-token-expiration',
  'service-account-signing-key-file',
  'service-cluster-ip-range',
  'tls-cert-file',
  'tls-private-key-file',
  'token-auth-file',
] as const;
export type ServedFlag = (typeof SERVED_FLAGS)[number];

/** Flags that kube-apiserver does not have. */
export const OWN_FLAGS = [
  {
    name: 'kubernetes-version',
    type: 'string',
    default: '',
    usage: `The version of Kubernetes to answer as: ${VERSIONS.join(' or ')}. The newest unless told otherwise.`,
  },
  {
    name: 'controllers',
    type: 'stringSlice',
    default: '*',
    usage: "The controllers of kube-controller-manager to run beside the API server; '*' is all of them, nothing is none.",
  },
  { name: 'write-kubeconfig', type: 'string', default: '', usage: 'A file to write a kubeconfig of the administrator to, readable by its owner only.' },
] as const satisfies readonly Flag[];

export type OwnFlag = (typeof OWN_FLAGS)[number]['name'];

/** Where a server for one user on one machine begins elsewhere than one for a cluster. */
export const OWN_DEFAULTS: Readonly<Partial<Record<ServedFlag, string>>> = {
  'bind-address': '127.0.0.1',
  'cert-dir': '',
};
