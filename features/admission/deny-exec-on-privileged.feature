@flags @until-1.20 @admission:DenyExecOnPrivileged
Feature: DenyExecOnPrivileged lets no user execute in a privileged container
  Who may execute in a pod gets what the pod has, and a privileged container has its host. DenyEscalatingExec refuses this and more.
  Upstream: plugin/pkg/admission/exec of 1.20, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | DenyExecOnPrivileged |
    And the namespace "shop"

  Scenario: DenyExecOnPrivileged refuses to execute in a privileged container
    Given the object:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: app, image: "nginx:1", securityContext: {privileged: true}}]}}
      """
    When the administrator sends POST /api/v1/namespaces/shop/pods/web/exec?command=id
    Then the request is refused by DenyExecOnPrivileged:
      """
      pods "web" is forbidden: cannot exec into or attach to a privileged container
      """

  Scenario: DenyExecOnPrivileged leaves a plain container to its kubelet, and this pod has no node yet
    Given the object:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: app, image: "nginx:1"}]}}
      """
    When the administrator sends POST /api/v1/namespaces/shop/pods/web/exec?command=id
    Then the request fails with 400 BadRequest:
      """
      pod web does not have a host assigned
      """
