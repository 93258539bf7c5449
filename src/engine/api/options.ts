import type { Version } from '../versions';

/** --authorization-webhook-*; times in milliseconds. */
export interface AuthorizationWebhookOptions {
  readonly configFile?: string;
  readonly version: string;
  readonly authorizedTtl: number;
  readonly unauthorizedTtl: number;
}

/** --requestheader-*: how a front proxy is known and what it says of whom. */
export interface RequestHeaderOptions {
  readonly clientCaFile?: string;
  readonly allowedNames: readonly string[];
  readonly usernameHeaders: readonly string[];
  readonly uidHeaders: readonly string[];
  readonly groupHeaders: readonly string[];
  readonly extraHeadersPrefix: readonly string[];
}

/** --authentication-token-webhook-*; times in milliseconds. */
export interface TokenWebhookOptions {
  readonly configFile?: string;
  readonly version: string;
  readonly cacheTtl: number;
}

/** --service-account-*, but for the keys and the issuer; times in milliseconds. */
export interface ServiceAccountOptions {
  readonly lookup: boolean;
  /** 0: no limit. */
  readonly maxTokenExpiration: number;
  readonly extendTokenExpiration: boolean;
  /** '' stands for the keys of this server. */
  readonly jwksUri: string;
}

/** --oidc-*: an OpenID issuer whose tokens are taken. */
export interface OidcOptions {
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly caFile?: string;
  readonly usernameClaim: string;
  readonly usernamePrefix: string;
  readonly groupsClaim: string;
  readonly groupsPrefix: string;
  readonly requiredClaims: Readonly<Record<string, string>>;
  readonly signingAlgs: readonly string[];
}

/** Where events of the audit log go, and how; times in milliseconds, sizes in bytes. */
export interface AuditBackendOptions {
  /** batch, blocking or blocking-strict. */
  readonly mode: string;
  readonly batch: {
    readonly bufferSize: number;
    readonly maxSize: number;
    readonly maxWait: number;
    readonly throttleEnable: boolean;
    readonly throttleQps: number;
    readonly throttleBurst: number;
  };
  readonly truncate: { readonly enabled: boolean; readonly maxBatchSize: number; readonly maxEventSize: number };
  /** Group and version of the events. */
  readonly version: string;
}
export interface AuditLogOptions extends AuditBackendOptions {
  /** '-' is the standard output. */
  readonly path: string;
  /** json or legacy. */
  readonly format: string;
  /** In days. */
  readonly maxAge: number;
  readonly maxBackup: number;
  /** In megabytes. */
  readonly maxSize: number;
  readonly compress: boolean;
}
export interface AuditWebhookOptions extends AuditBackendOptions {
  readonly configFile: string;
  readonly initialBackoff: number;
}

/** --audit-*. */
export interface AuditOptions {
  readonly policyFile?: string;
  readonly log?: AuditLogOptions;
  readonly webhook?: AuditWebhookOptions;
}

/** How many requests may be under way at once. */
export interface InFlightOptions {
  readonly maxRequestsInFlight: number;
  readonly maxMutatingRequestsInFlight: number;
  readonly priorityAndFairness: boolean;
}

/** --kubelet-*: how kubelets are reached, and whether pods and Services are. */
export interface KubeletOptions {
  /** What the server connects to when an object names an address: nothing, this machine, or anything. */
  readonly reach: 'nothing' | 'loopback' | 'anything';
  readonly certificate?: string;
  readonly key?: string;
  readonly authority?: string;
  readonly preferredAddressTypes: readonly string[];
  /** Of a kubelet whose node does not say its port. */
  readonly port: number;
}

/**
 * What a server is started with: kube-apiserver's flags by their names in camel case, parsed and with the defaults of the
 * chosen version. Files are named, not read: the stage that needs a file reads it, and words the error as upstream does.
 */
export interface ServerOptions {
  /** Milliseconds by which rates are measured; those of the machine if it is not given. */
  readonly elapsed?: () => number;
  readonly version: Version;
  readonly inFlight: InFlightOptions;
  readonly audit: AuditOptions;
  readonly kubelet: KubeletOptions;
  readonly clientCaFile?: string;
  readonly tokenAuthFile?: string;
  readonly anonymousAuth: boolean;
  readonly requestHeader: RequestHeaderOptions;
  readonly enableBootstrapTokenAuth: boolean;
  readonly tokenWebhook: TokenWebhookOptions;
  readonly serviceAccounts: ServiceAccountOptions;
  /** Whether --anonymous-auth was given at all. */
  readonly anonymousAuthGiven: boolean;
  readonly oidc?: OidcOptions;
  readonly authenticationConfig?: string;
  readonly authorizationMode: readonly string[];
  readonly authorizationPolicyFile?: string;
  readonly authorizationWebhook: AuthorizationWebhookOptions;
  readonly authorizationConfig?: string;
  readonly serviceAccountKeyFile: readonly string[];
  readonly serviceAccountSigningKeyFile?: string;
  readonly serviceAccountIssuer: readonly string[];
  readonly apiAudiences: readonly string[];
  readonly serviceClusterIpRange: string;
  readonly serviceNodePortRange: readonly [first: number, last: number];
  readonly allowPrivileged: boolean;
  readonly enableAdmissionPlugins: readonly string[];
  readonly disableAdmissionPlugins: readonly string[];
  readonly admissionControlConfigFile?: string;
  /** How long a pod that says nothing about it stays on such a node. */
  readonly tolerationSeconds: { readonly notReady: number; readonly unreachable: number };
  /** For example {'rbac.authorization.k8s.io/v1alpha1': true, 'api/all': false}. */
  readonly runtimeConfig: Readonly<Record<string, boolean>>;
  /** Upstream feature gates that were named, as given; defaults are in versions.ts. */
  readonly featureGates: Readonly<Record<string, boolean>>;
  /** Every flag as it prints itself. */
  readonly printedFlags: Readonly<Record<string, string>>;
  readonly externalHostname: string;
  readonly bindAddress: string;
  readonly securePort: number;
  readonly certDir?: string;
  readonly tlsCertFile?: string;
  readonly tlsPrivateKeyFile?: string;
  /**
   * The bearer token of upstream's loopback client: system:apiserver in system:masters, asked before every other
   * authenticator. Made at start, known to this process only; the controllers and a written kubeconfig use it.
   */
  readonly loopbackToken?: string;
}
