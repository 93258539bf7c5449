@flags @admission:EventRateLimit
Feature: EventRateLimit refuses events that come too fast
  Events are many and of little worth, and a component that goes wrong could fill the storage with them. The configuration says how many a
  second are taken of the server, a namespace, a user, or a source about an object, and how many at once. Here it is one a second; twenty
  come at the same time, so that some are refused also where a server is slow.
  Upstream: plugin/pkg/admission/eventratelimit, which runs only where it is named.

  Background:
    Given the file "admission.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      - name: EventRateLimit
        path: $DIR/events.yaml
      """
    And the API server runs with the flags:
      | enable-admission-plugins      | EventRateLimit      |
      | admission-control-config-file | $DIR/admission.yaml |

  @claim:authz-5.1-14
  Scenario Outline: EventRateLimit refuses some of twenty events at once by a limit of the type <type>
    Given the file "events.yaml":
      """
      apiVersion: eventratelimit.admission.k8s.io/v1alpha1
      kind: Configuration
      limits:
      - {type: <type>, qps: 1, burst: 1}
      """
    And the objects:
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: events, namespace: shop}
      rules: [{apiGroups: [""], resources: [events], verbs: [create]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: events, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: events}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
      """
    When jane tries to create 20 objects at once:
      """
      apiVersion: v1
      kind: Event
      metadata: {generateName: web-, namespace: shop}
      involvedObject: {kind: Pod, namespace: shop, name: web}
      source: {component: kubelet}
      """
    Then the request fails with 429 TooManyRequests:
      """
      Too many requests: limit reached on type <type> for key <key>
      """

    Examples:
      | type            | key               |
      | Server          |                   |
      | Namespace       | shop              |
      | User            | jane              |
      | SourceAndObject | kubeletPodshopweb |

  Scenario: EventRateLimit takes the first event of a user
    Given the file "events.yaml":
      """
      apiVersion: eventratelimit.admission.k8s.io/v1alpha1
      kind: Configuration
      limits:
      - {type: User, qps: 1, burst: 1}
      """
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Event
      metadata: {name: first, namespace: default}
      involvedObject: {kind: Pod, namespace: default, name: web}
      """
    Then the request is allowed

  Scenario: A server whose EventRateLimit has no limit does not start
    Given the file "events.yaml":
      """
      apiVersion: eventratelimit.admission.k8s.io/v1alpha1
      kind: Configuration
      """
    Then the API server refuses to start with:
      """
      failed to <until 1.20: initialize><since 1.21: apply> admission: couldn't init admission plugin "EventRateLimit": limits: Invalid value: <until 1.20: []eventratelimit.Limit(nil)><since 1.21: null>: must not be empty
      """
