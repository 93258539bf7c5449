@admission:DefaultTolerationSeconds
Feature: DefaultTolerationSeconds lets a pod stay a while on a node that fails
  A pod stays five minutes on a node that is not ready or not reachable, unless it says how long itself.
  Upstream: plugin/pkg/admission/defaulttolerationseconds, which runs by default.

  Background:
    Given the namespace "shop"

  @claim:authz-5.1-12
  Scenario: DefaultTolerationSeconds gives a pod five minutes
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {automountServiceAccountToken: false, serviceAccountName: default, containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]
      """

  Scenario: DefaultTolerationSeconds leaves a pod that tolerates everything as it is
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {automountServiceAccountToken: false, serviceAccountName: default, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      """

  @refutes:authz-5.1-13
  Scenario: A pod with a toleration of its own keeps it, and an alpha key of the document is none of those that count
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        automountServiceAccountToken: false
        containers: [{name: app, image: "nginx:1"}]
        tolerations:
          - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 10}
          - {key: node.alpha.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 10}
      """
    Then the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      + spec.serviceAccount: "default"
      + spec.serviceAccountName: "default"
      + spec.tolerations[2]: {"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}
      """
