@flags @until-1.20 @admission:DenyEscalatingExec
Feature: DenyEscalatingExec lets no user execute where a container reaches its host
  Who may execute in a pod gets what the pod has. The plugin refuses pods that share the network or the processes of their host, and
  privileged ones.
  Upstream: plugin/pkg/admission/exec of 1.20, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | DenyEscalatingExec |
    And the namespace "shop"

  Scenario: DenyEscalatingExec refuses to execute in a pod that sees the processes of its host
    Given the object:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {hostPID: true, containers: [{name: app, image: "nginx:1"}]}}
      """
    When the administrator sends POST /api/v1/namespaces/shop/pods/web/exec?command=id
    Then the request is refused by DenyEscalatingExec:
      """
      pods "web" is forbidden: cannot exec into or attach to a container using host pid
      """

  Scenario: DenyEscalatingExec leaves a plain container to its kubelet, and this pod has no node yet
    Given the object:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: app, image: "nginx:1"}]}}
      """
    When the administrator sends POST /api/v1/namespaces/shop/pods/web/exec?command=id
    Then the request fails with 400 BadRequest:
      """
      pod web does not have a host assigned
      """
