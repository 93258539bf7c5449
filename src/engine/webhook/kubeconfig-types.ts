/**
 * The Go types of a kubeconfig, which does not belong to the API that a server serves and so not in its catalogue, as far as a webhook
 * is concerned. They are the same in every version. After k8s.io/client-go/tools/clientcmd/api/v1/types.go.
 */
import { TypeTable } from '../catalog/types';

export interface Cluster {
  readonly server: string;
  readonly 'tls-server-name'?: string;
  readonly 'insecure-skip-tls-verify'?: boolean;
  readonly 'certificate-authority'?: string;
  readonly 'certificate-authority-data'?: string;
  readonly 'proxy-url'?: string;
  readonly 'disable-compression'?: boolean;
}
export interface Exec {
  readonly command: string;
  readonly env: readonly { readonly name: string }[] | null;
  readonly apiVersion?: string;
  readonly interactiveMode?: string;
}
export interface User {
  readonly 'client-certificate'?: string;
  readonly 'client-certificate-data'?: string;
  readonly 'client-key'?: string;
  readonly 'client-key-data'?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  readonly as?: string;
  readonly 'as-uid'?: string;
  readonly 'as-groups'?: readonly string[];
  readonly 'as-user-extra'?: Readonly<Record<string, readonly string[]>>;
  readonly 'auth-provider'?: object;
  readonly exec?: Exec;
}
export interface Kubeconfig {
  readonly clusters: readonly { readonly name: string; readonly cluster: Cluster }[] | null;
  readonly users: readonly { readonly name: string; readonly user: User }[] | null;
  readonly contexts:
    readonly { readonly name: string; readonly context: { readonly cluster: string; readonly user: string; readonly namespace?: string } }[] | null;
  readonly 'current-context': string;
}

export const KUBECONFIG_TYPES = new TypeTable({
  'clientcmd/v1.Config': {
    kind: 'Kind string omitempty',
    apiVersion: 'APIVersion string omitempty',
    preferences: 'Preferences clientcmd/v1.Preferences',
    clusters: 'Clusters []clientcmd/v1.NamedCluster',
    users: 'AuthInfos []clientcmd/v1.NamedAuthInfo',
    contexts: 'Contexts []clientcmd/v1.NamedContext',
    'current-context': 'CurrentContext string',
  },
  'clientcmd/v1.Preferences': { colors: 'Colors bool omitempty' },
  'clientcmd/v1.NamedCluster': { name: 'Name string', cluster: 'Cluster clientcmd/v1.Cluster' },
  'clientcmd/v1.Cluster': {
    server: 'Server string',
    'tls-server-name': 'TLSServerName string omitempty',
    'insecure-skip-tls-verify': 'InsecureSkipTLSVerify bool omitempty',
    'certificate-authority': 'CertificateAuthority string omitempty',
    'certificate-authority-data': 'CertificateAuthorityData []uint8 omitempty',
    'proxy-url': 'ProxyURL string omitempty',
    'disable-compression': 'DisableCompression bool omitempty',
  },
  'clientcmd/v1.NamedContext': { name: 'Name string', context: 'Context clientcmd/v1.Context' },
  'clientcmd/v1.Context': { cluster: 'Cluster string', user: 'AuthInfo string', namespace: 'Namespace string omitempty' },
  'clientcmd/v1.NamedAuthInfo': { name: 'Name string', user: 'AuthInfo clientcmd/v1.AuthInfo' },
  'clientcmd/v1.AuthInfo': {
    'client-certificate': 'ClientCertificate string omitempty',
    'client-certificate-data': 'ClientCertificateData []uint8 omitempty',
    'client-key': 'ClientKey string omitempty',
    'client-key-data': 'ClientKeyData []uint8 omitempty',
    token: 'Token string omitempty',
    tokenFile: 'TokenFile string omitempty',
    as: 'Impersonate string omitempty',
    'as-uid': 'ImpersonateUID string omitempty',
    'as-groups': 'ImpersonateGroups []string omitempty',
    'as-user-extra': 'ImpersonateUserExtra map[string][]string omitempty',
    username: 'Username string omitempty',
    password: 'Password string omitempty',
    'auth-provider': 'AuthProvider *clientcmd/v1.AuthProviderConfig omitempty',
    exec: 'Exec *clientcmd/v1.ExecConfig omitempty',
  },
  'clientcmd/v1.AuthProviderConfig': { name: 'Name string', config: 'Config map[string]string' },
  'clientcmd/v1.ExecConfig': {
    command: 'Command string',
    args: 'Args []string',
    env: 'Env []clientcmd/v1.ExecEnvVar',
    apiVersion: 'APIVersion string omitempty',
    installHint: 'InstallHint string omitempty',
    provideClusterInfo: 'ProvideClusterInfo bool',
    interactiveMode: 'InteractiveMode string omitempty',
  },
  'clientcmd/v1.ExecEnvVar': { name: 'Name string', value: 'Value string' },
});

export const KUBECONFIG = KUBECONFIG_TYPES.typeOf('clientcmd/v1.Config');
