@flags @admission:ExtendedResourceToleration
Feature: ExtendedResourceToleration lets pods that need a device run where it is
  Nodes with a device are tainted by its name, so that other pods stay away. A pod that asks for the device tolerates that taint without
  saying so.
  Upstream: plugin/pkg/admission/extendedresourcetoleration, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | ExtendedResourceToleration |
    And the namespace "shop"

  @claim:authz-5.1-15
  Scenario: ExtendedResourceToleration gives a pod the toleration for the device that it asks for
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {automountServiceAccountToken: false, serviceAccountName: default, containers: [{name: app, image: "nginx:1", resources: {limits: {example.com/gpu: 1}}}]}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"example.com/gpu","operator":"Exists","effect":"NoSchedule"}]
      """

  Scenario: ExtendedResourceToleration gives a pod without a device nothing
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
