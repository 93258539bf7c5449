/**
 * What differs between Kubernetes versions, as named gates. No other file compares versions: it asks `version.has('selfLink')`.
 * What is data (resources, types, bootstrap objects) lies under catalog/<version>/ instead.
 * A gate holds from `since` (inclusive) to `until` (exclusive); `gate` names the upstream feature gate that switches it by flag.
 */
import { isOnByDefault } from './catalog/feature-gates';
import { own } from './golang/map';

interface Gate {
  readonly since?: number;
  readonly until?: number;
  readonly gate?: string;
  /** The upstream gate switches the behaviour off (RemoveSelfLink). */
  readonly inverted?: boolean;
  readonly why: string;
}

const GATES = {
  selfLink: { until: 20, gate: 'RemoveSelfLink', inverted: true, why: 'metadata.selfLink is written' },
  zeroCreationTimestamp: { until: 34, why: 'an unset creationTimestamp is written as null' },
  authorizeWithSelectors: { since: 32, gate: 'AuthorizeWithSelectors', why: 'authorizers see field and label selectors' },
  constrainedImpersonation: { since: 36, gate: 'ConstrainedImpersonation', why: 'impersonate-on:<mode>:<verb> rights' },
  legacyServiceAccountTokens: { until: 24, why: 'the controller makes a token Secret for every ServiceAccount' },
  selfSubjectReview: { since: 28, why: 'authentication.k8s.io/v1 selfsubjectreviews' },
  admissionIsApplied: { since: 31, why: 'a configuration of admission that is no good fails to be applied instead of initialized' },
  admissionManifests: { since: 36, why: 'policies and webhooks of admission may come from a folder that the configuration of their plugin names' },
  configurationsReadStrictly: { since: 22, why: 'the configurations of admission may have no field that is unknown or there twice' },
  jsonIter: { until: 23, why: 'errors of JSON bodies are worded by json-iterator instead of encoding/json' },
  fieldValidation: { since: 25, why: '?fieldValidation= and Warning headers for unknown and duplicate fields' },
  underscoresInFlags: { since: 23, why: 'a flag may be written with underscores instead of dashes' },
  featureGatesSetTogether: { since: 31, why: 'feature gates are set after all flags are read, so that a refusal names no flag' },
  reviewsOfAllVersions: { since: 26, why: 'a review that names no version asks for all of them' },
  ownersByIndex: { since: 37, why: 'what is wrong with an owner is reported at its index, and what it lacks as required' },
  providerIdSetOnce: { since: 37, why: 'a providerID that changes is an invalid value instead of a forbidden one' },
  patchesCheckedForAudit: { since: 37, why: 'a patch that is no JSON is refused before anything else, because the audit log holds it' },
  unsafeDeletion: { since: 37, gate: 'AllowUnsafeMalformedObjectDeletion', why: 'an object that cannot be read may be deleted nevertheless' },
  autoscalerScaleToZero: { since: 37, gate: 'HPAScaleToZero', why: 'autoscalers may scale to no replicas' },
  autoscalerGeneration: { since: 37, gate: 'HPAGeneration', why: 'HorizontalPodAutoscalers count their generation' },
  statefulSetMaxUnavailable: { since: 37, gate: 'MaxUnavailableStatefulSet', why: 'rolling updates of StatefulSets have maxUnavailable' },
  podSchedulingIfDriverMissing: { since: 37, gate: 'VolumeLimitScaling', why: 'a CSIDriver says whether pods wait for it' },
  proxyByEndpointSlices: { since: 37, why: 'a Service is proxied to by its EndpointSlices, and is itself looked up for the number of a port only' },
  reviewAttributesAreUnion: { since: 37, why: 'a review of both or of neither of its attributes is refused as a whole' },
  audienceRefusedByName: { since: 37, why: 'a node that may not ask for an audience is refused in a shorter sentence' },
  roleRefImmutable: { since: 37, why: 'a roleRef that changes is refused as an immutable field' },
  reasonsNameTheirAuthorizer: { since: 37, why: 'the reasons of authorizers without an opinion begin with the names of the authorizers' },
  structuredAuthorization: { since: 29, why: '--authorization-config' },
  authorizationModeDefaultsWhenEmpty: { since: 29, why: 'an empty --authorization-mode means AlwaysAllow instead of being refused' },
  severalServiceAccountIssuers: { since: 22, why: '--service-account-issuer may be given several times, and a refusal names the one that is no good' },
  tokenExpirationFlagNamed: { since: 21, why: 'the refusal of a longest expiration of tokens names its flag' },
  frontProxyFlagsChecked: { since: 21, why: 'flags of the front proxy that are empty or open to every client are refused' },
  frontProxyUid: { since: 33, gate: 'RemoteRequestHeaderUID', why: 'a front proxy may tell the uid of a user' },
  serviceAccountSigningEndpoint: { since: 32, why: 'the refusal of a missing ServiceAccount key names --service-account-signing-endpoint' },
  runtimeConfigByGroupVersion: { since: 31, why: 'the refusal of a --runtime-config names versions, not groups' },
  labelKeyWording: { since: 34, why: "complaints about label keys say 'a valid label key' and count bytes" },
  selectorFieldErrors: { since: 22, why: 'errors of label selectors are worded as field errors' },
  jsonFieldErrors: { since: 33, why: 'values in field errors are printed as JSON instead of as Go values' },
  namespaceCheckedFirst: { since: 22, why: 'the namespace of an object is compared with the request before admission' },
  systemFieldsFirst: { since: 22, why: 'uid, creationTimestamp and a generated name are set before validation begins' },
  preconditionsAfterExistence: { since: 22, why: 'an update of an object that is not there is NotFound before its uid is compared' },
  semicolonSeparatesQuery: { until: 23, why: 'Go before 1.17 takes ; for & in queries' },
  requestInfoBeforeCacheControl: { since: 23, why: 'a URL that cannot be resolved is answered before Cache-Control is set' },
  refusalIsFormat: { until: 33, why: 'the text of a refusal is used as a format string: %25 in a path shows as %!' },
  watchList: { since: 32, gate: 'WatchList', why: '?sendInitialEvents= on a watch' },
  rootCaDescription: { since: 21, why: 'kube-root-ca.crt carries a description' },
  rolesLookedUpInRequest: { since: 34, why: 'a role that a binding or an escalation check misses is told by the name of the resource of the request' },
  updateValidatedTwice: { until: 25, why: 'roles and bindings are validated as new objects before they are validated as updates' },
  selectorValuesChecked: { since: 27, why: 'values of label selectors inside of objects are validated' },
  podCertificateRequests: { since: 37, gate: 'PodCertificateRequest', why: 'certificates for pods; before 1.37 only the feature gate switches them on' },
  clusterTrustBundles: { since: 37, gate: 'ClusterTrustBundle', why: 'bundles of trusted certificates; before 1.37 only the feature gate switches them on' },
  podCertificateSigners: { since: 37, why: 'a node asks for certificates of signers that volumes of the pod name, or that it is granted' },
  csiNodeStatus: { since: 37, why: 'CSINode has a status' },
  csiVolumeHealth: { since: Infinity, gate: 'CSIVolumeHealth', why: 'nodes report the health of volumes' },
  nodesSeeDevices: { since: 34, why: 'nodes may read claims and slices of devices, and are told that they may not read ServiceAccounts' },
  nodesGetAccounts: { since: 34, gate: 'KubeletServiceAccountTokenForCredentialProviders', why: 'nodes may read the ServiceAccounts of their pods' },
  quotaNamesContainers: { since: 23, why: 'a quota that a pod says too little for names the containers that say too little' },
  requestErrorsShowLimit: { since: 26, why: 'a request that is more than its limit is refused with the limit' },
  serviceWarnings: { since: 36, why: 'Services are warned of fields that count for nothing, or that go' },
  newestDefaultClass: { since: 26, why: 'of several default classes the newest one is the default, instead of none' },
  onlyNewImagesArePulled: { since: 21, why: 'AlwaysPullImages leaves updates without new images alone, and sees to volumes that are images' },
  seccompAnnotations: { until: 27, why: 'seccomp profiles of pods have annotations beside their fields' },
  slicesNeedNodeFeatures: { since: 37, why: 'nodes of a ResourceSlice have to declare what its devices need' },
  podTopologyLabels: { since: 35, gate: 'PodTopologyLabelsAdmission', why: 'pods get the topology labels of their nodes' },
  ephemeralVolumes: { since: 21, gate: 'GenericEphemeralVolume', why: 'pods may have volumes of claims that come and go with them' },
  volumeWarnings: { since: 31, why: 'PersistentVolumes of kinds that no longer work are warned of' },
  evictionIsTold: { since: 26, why: 'an evicted pod has the condition DisruptionTarget' },
  driverTokens: { since: 21, gate: 'CSIServiceAccountToken', why: 'a CSIDriver may ask for tokens of the pods whose volumes it mounts' },
  driverTokenWarning: { since: 35, gate: 'CSIServiceAccountTokenSecrets', why: 'a CSIDriver that gets tokens in the volume attributes is warned of' },
  dynamicKubeletConfig: { until: 24, why: 'what may change of a Node is told as a whole' },
  authorizeNodeWithSelectors: { since: 32, gate: 'AuthorizeNodeWithSelectors', why: 'nodes may read only themselves and their own pods' },
  aggregationApplies: { since: 23, why: 'the ClusterRole aggregation controller applies server-side instead of updating' },
  projectedServiceAccountTokens: { since: 21, why: 'pods mount a projected token that expires instead of the token Secret' },
  impersonateUid: { since: 22, why: 'the header Impersonate-Uid is read, and a kubeconfig may ask for it' },
  impersonationWithoutUserIsBadRequest: { since: 30, why: 'impersonation without a user is 400 instead of 500 in plain text' },
  certificateCredentialId: { since: 32, why: 'the identity of a client certificate has its hash in extra' },
  certificatesReadStrictly: { since: 23, why: 'client certificates are read as Go 1.17 and newer read them: no extension twice, names that are text' },
  weakSignaturesRefused: { since: 24, why: 'Go 1.18 and newer trust no certificate that is signed with SHA-1 or DSA' },
  certificateKeySizes: { since: 33, why: 'Go 1.24 and newer trust no RSA key of less than 1024 bits, and take none of more than 8192' },
  certificatePolicies: { since: 33, why: 'Go 1.24 and newer check certificate policies, and name constraints for each certificate of a chain' },
  certificateSignaturesAnnounced: { since: 33, why: 'Go 1.24 and newer tell clients which signatures a certificate may have, so that some keep theirs back' },
  namesWithoutNamespaceAsked: { since: 31, why: 'a ServiceAccount without a namespace is asked for, instead of being refused by the client' },
  unencodedPayloads: { since: 30, why: 'the header b64 of a token is heeded, and may be critical' },
  tokenIssuerCheckedTwice: { since: 32, why: 'the issuer of a ServiceAccount token is looked at again once its signature is known to be good' },
  certificateUid: { since: 33, gate: 'AllowParsingUserUIDFromCertAuth', why: 'a client certificate may carry the uid of its user' },
  spaceBeforeTokenWarning: { since: 33, why: 'a space before the bearer token is warned of' },
  tokenIds: { since: 30, gate: 'ServiceAccountTokenJTI', why: 'ServiceAccount tokens have an id, which is in extra as credential-id' },
  nodeOfPodInTokens: { since: 30, gate: 'ServiceAccountTokenPodNodeInfo', why: 'a token bound to a pod names the node of the pod' },
  envFromIsMounting: { since: 28, why: 'an account that limits Secrets limits those of envFrom too' },
  ephemeralContainersAreMounting: { since: 28, why: 'an account that limits Secrets limits those of ephemeral containers too' },
  nodesInTokenRequests: { since: 29, why: 'a TokenRequest may name a Node to bind to, even if that is switched off' },
  extendedTokensForServer: { since: 22, why: 'only tokens for the server itself are good for longer than asked' },
  tokensBoundToNodes: { since: 31, gate: 'ServiceAccountTokenNodeBinding', why: 'a token may be bound to a node' },
  keysById: { since: 32, why: 'a ServiceAccount token is checked with the key that its header names' },
  tokenErrorWords: { since: 30, why: 'errors of ServiceAccount tokens begin with what is wrong instead of with Token' },
  tokenTimesOptional: { since: 23, why: 'a ServiceAccount token without exp does not expire, and iat may not lie in the future' },
  secretAnnotationWarning: { since: 32, why: 'the annotation kubernetes.io/enforce-mountable-secrets is warned of' },
  legacyTokenTracking: { since: 27, why: 'the use of a token Secret is written on the Secret, and warned of' },
  shortenedTokensWarned: { since: 33, why: 'a token that is good for less time than asked is warned of' },
  tokenRequestMetadata: { since: 22, why: 'the answer to a TokenRequest has the metadata of the ServiceAccount' },
  tokenRequestUid: { since: 34, gate: 'TokenRequestServiceAccountUIDValidation', why: 'the uid in a TokenRequest must be that of the ServiceAccount' },
  auditIdHeader: { since: 21, why: 'every answer has an Audit-Id' },
  routesNameTheirTypes: { since: 28, why: 'a 406 of a route lists the representations that it has' },
  refusedCreateIsExplained: { since: 26, why: 'a PUT that may not create says who may not, not only the reason of the authorizer' },
  export: { until: 21, why: '?export= on a GET is refused' },
  patchBodiesCheckedFirst: { since: 27, why: 'a patch that is no JSON is told before the object is read' },
  serviceTrafficPolicies: { since: 22, why: 'Services have internalTrafficPolicy and allocateLoadBalancerNodePorts' },
  namespaceNameLabel: { since: 21, why: 'namespaces carry the label kubernetes.io/metadata.name' },
  daemonSetSurge: { since: 22, why: 'rolling updates of DaemonSets have maxSurge' },
  statefulSetClaimRetention: { since: 27, why: 'StatefulSets have persistentVolumeClaimRetentionPolicy' },
  jobCompletionMode: { since: 24, why: 'Jobs have completionMode, suspend and podReplacementPolicy' },
  csiDriverDefaults: { since: 22, why: 'CSIDrivers have storageCapacity, requiresRepublish and seLinuxMount' },
  aggregatedDiscovery: { since: 30, why: '/api and /apis give all groups with their resources to who accepts APIGroupDiscoveryList v2' },
  openApiAsJson: { since: 22, why: '/openapi/v2 names its media type instead of text/plain' },
  policyV1: { since: 22, why: 'evictions are policy/v1' },
  podGeneration: { since: 33, why: 'pods count their generation, and report the one that a condition is of' },
  serviceCreatedByPut: { since: 24, why: 'PUT of a Service that is not there creates it' },
  dualStackServices: { since: 21, gate: 'IPv6DualStack', why: 'Services have families of addresses, and the list of their addresses' },
  servicesAllocatedFirst: { since: 23, why: 'addresses and ports of a Service are looked for before it is validated' },
  loadBalancerNodePortsOptional: { since: 22, gate: 'ServiceLBNodePortControl', why: 'a load balancer may do without node ports' },
  serviceTopology: { since: Infinity, gate: 'ServiceTopology', why: 'Services have topologyKeys' },
  serviceIpAddresses: { since: 33, gate: 'MultiCIDRServiceAllocator', why: 'each address of a Service is an IPAddress, of a range that a ServiceCIDR names' },
  strictAddresses: { since: 36, gate: 'StrictIPCIDRValidation', why: 'addresses have no zeros in front, and ranges no bits beyond their prefix' },
  serviceFieldSelectors: { since: 28, why: 'Services can be selected by spec.clusterIP and spec.type' },
  serviceNamesRelaxed: { since: 36, gate: 'RelaxedServiceNameValidation', why: 'the name of a Service may begin with a digit' },
  podHostNetworkSelector: { since: 28, why: 'pods can be selected by spec.hostNetwork' },
  jobDeletionWarned: { since: 23, why: 'the deletion of a Job that says nothing of its pods is warned of' },
  jobTracking: { since: 27, why: 'jobs have batch.kubernetes.io labels and a generation' },
  requestDeadline: { since: 21, why: '?timeout= is checked before authentication' },
  certificateErrorsSayTls: { since: 27, why: 'what a client finds wrong with the certificate of a server begins with tls:' },
  kubeconfigsTellCompression: { since: 26, why: 'a cluster of a kubeconfig says whether answers of it are compressed' },
  execAsksForInteraction: { since: 22, why: 'an exec plugin of a kubeconfig says whether it may ask somebody' },
  authoritiesOfClientsChecked: { since: 23, why: 'an authority in a kubeconfig that is no PEM is refused at start' },
  schemesNamedByOrigin: { until: 30, why: 'an unknown kind is told with the source line at which the scheme was made' },
  deleteOptionsBadRequest: { since: 22, why: 'a body of a DELETE that cannot be read is 400 instead of 500' },
  podRestartTimes: { since: 23, why: 'tables of pods say when a container restarted, and count restartable init containers' },
  quotesDelAsRune: { until: 23, why: 'Go before 1.17 quotes DEL as \\u007f instead of \\x7f' },
  mergePatchDropsNulls: { until: 22, why: 'a merge patch takes nulls out of the lists that it brings' },
  bodilessPatchNotAcceptable: { until: 28, why: 'PATCH without body and content type is 406 instead of 415' },
  emptyPatchNotAcceptable: { until: 23, why: 'a PATCH without body and with a media type that is no patch is 406 instead of 415' },
  scaleNotFoundAsScale: { until: 24, why: 'the scale of an object that is not there is told as deployments/scale' },
  readErrorsAreBadRequests: { since: 24, why: 'a resourceVersion that is no number is 400 instead of 500' },
  volumePhaseTimes: { since: 28, why: 'PersistentVolumes say when their phase changed' },
  kindsOfExtensions: { until: 22, why: 'Ingress, NetworkPolicy and PodSecurityPolicy are named as kinds of the group extensions in validation errors' },
  orderedNamespaceDeletion: { since: 33, gate: 'OrderedNamespaceDeletion', why: 'the pods of a deleted namespace go before everything else in it' },
  podTemplateGeneration: { since: 21, why: 'PodTemplates count their generation' },
  secretFieldsMisspelt: { until: 30, why: 'missing keys of a basic-auth or ssh-auth Secret are told as data[%s][key]' },
  yamlKeysUnsupported: { until: 22, why: 'the refusal of a key that JSON cannot have begins with a capital letter' },
  writeDeadlines: { until: 21, why: 'a write has the time that ?timeout= gives it' },
  patchDirectivesRemoved: { since: 22, why: 'directives in a part of a strategic merge patch that meets nothing are taken out of it' },
  jsonPatchReplacesAll: { since: 22, why: 'a JSON patch may replace the whole object' },
  misfitsNamed: { since: 22, why: 'what does not fit the schema of an applied configuration is told with the object and the type that was found' },
  partialListKeys: { since: 22, why: 'an item of a list with several keys may leave some of them out' },
  appliedKindChecked: { since: 27, why: 'the kind of an applied configuration is compared with the resource before all else' },
  ownersBySubresource: { since: 22, why: 'managedFields tell the subresource, and not what a write does not take from the client' },
  writesRenewOwnership: { since: 27, why: 'every change of an object renews the time of its writer in managedFields' },
  mirrorPodsReferToNothing: { since: 34, why: 'what a mirror pod may not refer to is every kind of object, named in the plural' },
  nodesKeepTheirOwners: { since: 34, why: 'a node may not change the owners of its Node' },
  nodesReportAllocatedStorage: { since: 34, why: 'a node reports what has been allocated for a resized claim' },
  nodeAudiences: { since: 33, gate: 'ServiceAccountNodeAudienceRestriction', why: 'a node gets tokens only for audiences that its pods ask for' },
  uidOfRecordUntold: { since: 34, why: 'the refusal of a token for another pod does not tell the uid of the pod that is there' },
  kubeletCertificatesNameTheirNode: {
    since: 31,
    gate: 'AllowInsecureKubeletCertificateSigningRequests',
    inverted: true,
    why: 'a node asks for kubelet certificates in its own name only',
  },
  signatureCheckedFirst: { since: 34, why: 'the signature of a token of an OpenID issuer is checked before its claims are' },
  keySetAddressRequired: { since: 35, why: 'an OpenID issuer that names no key set is not trusted at all' },
  credentialIdOfJwt: { since: 32, why: 'the id of a token of an OpenID issuer is in extra as credential-id' },
  structuredAuthentication: { since: 29, why: '--oidc-* flags make an authenticator of an AuthenticationConfiguration, and are refused in its words' },
  controllerManagerInsecurePort: { until: 24, why: 'kube-controller-manager listens without TLS as well unless --port=0' },
  podHostIps: { since: 29, why: 'pods may see status.hostIPs' },
  environmentNamesRelaxed: { since: 32, gate: 'RelaxedEnvironmentVariableValidation', why: 'names of environment variables may be any text without =' },
  environmentFiles: { since: 35, gate: 'EnvFiles', why: 'environment variables may come from a file of a volume' },
  referencesNamedInFull: { since: 33, why: 'an empty name of a referenced key is no DNS name instead of missing' },
  sysctlsWithSlashes: { since: 23, why: 'names of sysctls may have slashes' },
  affinityNamespaceSelectors: { since: 21, why: 'terms of pod affinity may select namespaces' },
  spreadSelectorsChecked: { since: 27, why: 'label selectors of topology spread constraints are validated' },
  readWriteOncePod: { since: 27, gate: 'ReadWriteOncePod', why: 'volumes may be for one pod only' },
  dataSourceRefs: { since: 24, why: 'claims may refer to any kind of data source' },
  dataSourceGroupsChecked: { since: 32, why: 'the API group of the data source of a claim is validated' },
  secretNamesOfDriversChecked: { since: 27, why: 'the name of a Secret that a CSI driver gets is validated' },
  dnsSearchesRelaxed: { since: 33, gate: 'RelaxedDNSSearchValidation', why: 'DNS search paths may have underscores, or be a dot' },
  sidecars: { since: 29, gate: 'SidecarContainers', why: 'init containers may go on beside the others' },
  tokensOfPodsHaveAccount: { since: 31, why: 'a pod without account may not mount a token of one' },
  claimTemplatesChecked: { since: 34, why: 'the claim templates of StatefulSets are validated' },
  serviceNamesOfSetsChecked: { since: 34, why: 'the name of the service of a StatefulSet is a DNS label' },
  revisionDataChecked: { since: 32, why: 'the data of a ControllerRevision is an object' },
  cronTimeZones: { since: 27, why: 'CronJobs name their time zone in a field of its own' },
  scaleTargetGroupsChecked: { since: 33, why: 'an autoscaler names the API group of what it scales' },
  containerResourceMetrics: { since: 20, why: 'autoscalers may look at the resources of one container' },
  declaredRulesDecide: { since: 37, why: 'a rule that is declared with a type replaces the written one that says the same, and is reported last' },
  declarativeValidation: { since: 34, why: 'some rules are declared with the types' },
  ingressClassScopes: { since: 22, why: 'parameters of an IngressClass have a scope' },
  crossNamespaceAffinity: { since: 22, why: 'quotas may count pods with affinity across namespaces' },
  volumeAttributesClasses: { since: 34, why: 'quotas may count claims by their VolumeAttributesClass' },
  externalAddressesHavePolicy: { since: 26, why: 'a Service with external addresses has an external traffic policy' },
  trafficPoliciesRequired: { since: 26, why: 'Services that are reached from outside have an external traffic policy' },
  priorityLevelsLend: { since: 26, why: 'priority levels lend their seats to each other' },
  matchConditions: { since: 27, why: 'webhooks have match conditions' },
  commonValidationWords: { since: 27, why: 'validations of all kinds say the same of the same mistake' },
  mixedProtocols: { since: 24, gate: 'MixedProtocolLBService', why: 'a load balancer may have ports of several protocols' },
  statefulSetNamesAreLabels: { since: 28, why: 'the name of a StatefulSet is a DNS label' },
  headsReadStrictly: {
    since: 26,
    why: 'Go since then refuses header lines with a bad name or value as they are read, empty names and lengths, and versions of HTTP with several digits',
  },
  chunksReadStrictly: { since: 26, why: 'Go since then wants a number, CRLF and little else in the lines of a chunked body' },
  lostBodyIsTimeout: { since: 26, why: 'a client that ends its side before its body is answered as one that is too slow' },
  unsupportedProtocolIs505: { since: 26, why: 'a request line of another HTTP is 505 instead of 400' },
  upgradesAskForCreate: {
    since: 35,
    gate: 'AuthorizePodWebsocketUpgradeCreatePermission',
    why: 'a WebSocket to exec, attach or portforward, which is a GET, takes the right to create it too',
  },
  http2StreamsLimited: { since: 28, why: 'an HTTP/2 connection has 100 streams instead of 250' },
  timeoutNotNamed: { since: 21, why: 'a request that is not answered in time is not told how long that was' },
  http2WindowsInSteps: { since: 27, why: 'what is read of a body over HTTP/2 opens its window when it is 4 KiB, not at once' },
  http2LastStreamCounted: { since: 27, why: 'GOAWAY counts the stream of a frame that could be read and ends the connection' },
  http2EmptyHeaders: { since: 27, why: 'HEADERS may be empty, with all fields in frames that follow' },
  http2ExpectationIsToken: { since: 27, why: 'an Expect of HTTP/2 is read as a list without regard to capitals' },
  http2ContinuationsLimited: { since: 30, why: 'a connection ends when a block of headers is wrong or too long and goes on nevertheless' },
  http2TableAnnounced: { since: 27, why: 'the settings of HTTP/2 say how large the table of headers is' },
  http2PrioritiesGone: { since: 37, why: 'the settings of HTTP/2 say that priorities of streams are not followed' },
  http2PathIsPath: { since: 37, why: 'a :path that is a URL is refused' },
  http2ExtendedConnect: { since: 32, why: 'the setting ENABLE_CONNECT_PROTOCOL of HTTP/2 is known' },
  authorityHasNoUser: { since: 30, why: 'an :authority with an @ is refused' },
  templatesUseHostPorts: {
    until: 28,
    gate: 'DefaultHostNetworkHostPortsInPodTemplates',
    why: 'a template of pods that use the network of the host has the host ports that its pods will have',
  },
  hostPortsOpenInTemplates: { since: 28, why: 'a template may leave host ports to its pods' },
  driverGeneration: { since: 22, why: 'CSIDrivers count their changes' },
  componentsAskedSecurely: { since: 22, why: 'the health of components is asked for over HTTPS, and an unknown one is not found' },
  apiServicesByEndpointSlices: { since: 33, why: 'the backend of an APIService is looked for by EndpointSlices' },
  crdFormatsWarned: { since: 35, why: 'formats in the schema of a CustomResourceDefinition that are not known are warned of' },
  http2ClosedToAnonymous: { since: 29, gate: 'UnauthenticatedHTTP2DOSMitigation', why: 'an HTTP/2 connection ends after a request of an anonymous client' },
} as const satisfies Record<string, Gate>;

export type GateName = keyof typeof GATES;

/** The versions that have data, oldest first; the last is the default. */
export const VERSIONS = ['1.20', '1.36', '1.37'] as const;

export interface Version {
  /** For example '1.36'. */
  readonly name: string;
  readonly has: (gate: GateName) => boolean;
  /** Reports whether a feature gate of upstream is on; undefined: the version does not have it. */
  readonly isEnabled: (featureGate: string) => boolean | undefined;
  /** The same for versions with the same feature gates. */
  readonly key: string;
}

/** 36 of '1.36'. */
export const minorOf = (name: string): number => Number(name.split('.')[1]);

/** `featureGates` are the values of --feature-gates; they switch what upstream lets them switch. */
export function versionOf(name: string, featureGates: Readonly<Record<string, boolean>> = {}): Version {
  const minor = minorOf(name);
  const isOn = (gate: Gate): boolean => {
    const flag = gate.gate === undefined ? undefined : own(featureGates, gate.gate);
    if (flag !== undefined) return gate.inverted ? !flag : flag;
    return minor >= (gate.since ?? 0) && minor < (gate.until ?? Infinity);
  };
  const on = new Set(Object.entries(GATES).flatMap(([gateName, gate]) => (isOn(gate) ? gateName : [])));
  return {
    name,
    key: [
      name,
      ...Object.keys(featureGates)
        .sort()
        .map((gate) => `${gate}=${own(featureGates, gate)}`),
    ].join(' '),
    has: (gateName) => on.has(gateName),
    isEnabled: (featureGate) => own(featureGates, featureGate) ?? isOnByDefault(name, featureGate),
  };
}

/** For what is worded alike whatever version asks. */
export const newestVersion = versionOf(VERSIONS[VERSIONS.length - 1] ?? '');
