@flags @since-1.25 @admission:PodSecurity
Feature: The configuration of PodSecurity counts where a namespace says nothing
  A file names the standard that is enforced, warned of and audited where no label of a namespace does, and who is exempt from all of it:
  users, namespaces, and pods of a RuntimeClass that keeps them apart by itself.
  Upstream: k8s.io/pod-security-admission/admission/api.

  Background:
    Given the file "admission.yaml":
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: AdmissionConfiguration
      plugins:
      - name: PodSecurity
        configuration:
          apiVersion: pod-security.admission.config.k8s.io/v1
          kind: PodSecurityConfiguration
          defaults: {enforce: baseline, enforce-version: latest}
          exemptions: {usernames: [system:serviceaccount:shop:deployer], namespaces: [lab]}
      """
    And the API server runs with the flags:
      | admission-control-config-file | $DIR/admission.yaml |
    And the namespaces "shop" and "lab"

  Scenario: A privileged pod is refused in a namespace without labels by the configured level
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true}}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: violates PodSecurity "baseline:latest": privileged (container "app" must not set securityContext.privileged=true)
      """

  Scenario: A privileged pod is taken in an exempt namespace
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: lab}
      spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true}}]}
      """
    Then the request is allowed

  Scenario: A privileged pod is taken from an exempt user
    Given the objects:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: deployer, namespace: shop}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
      subjects: [{kind: ServiceAccount, name: deployer, namespace: shop}]
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: deployer, namespace: shop}
      """
    When system:serviceaccount:shop:deployer tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx, securityContext: {privileged: true}}]}
      """
    Then the request is allowed
