@admission:ServiceAccount
Feature: ServiceAccount gives a pod its account
  Whatever runs in a pod is a user: its ServiceAccount, which has to be there, and which is default unless the pod names another.
  Upstream: plugin/pkg/admission/serviceaccount, which runs by default.

  Background:
    Given the namespace "shop"

  @claim:authz-5.1-43
  Scenario: ServiceAccount gives a pod the account default
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {automountServiceAccountToken: false, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      + spec.serviceAccount: "default"
      + spec.serviceAccountName: "default"
      """

  Scenario: ServiceAccount refuses a pod with an account that is missing
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {serviceAccountName: robot, containers: [{name: app, image: "nginx:1"}]}}
      """
    Then the request is refused by ServiceAccount:
      """
      pods "web" is forbidden: error looking up service account shop/robot: serviceaccount "robot" not found
      """
