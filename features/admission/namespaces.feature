@admission:NamespaceLifecycle
Feature: NamespaceLifecycle keeps namespaces that the cluster needs
  Nothing is made in a namespace that is missing, and no user can delete three namespaces.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle, which runs by default.

  @claim:authz-5.1-29
  Scenario Outline: The namespace <namespace> cannot be deleted
    When the administrator sends DELETE /api/v1/namespaces/<namespace>
    Then the request fails with 403 Forbidden:
      """
      namespaces "<namespace>" is forbidden: this namespace may not be deleted
      """

    Examples:
      | namespace   |
      | default     |
      | kube-system |
      | kube-public |

  @claim:authz-5.1-28
  Scenario: An object cannot be created in a missing namespace
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: nowhere}
      """
    Then the request fails with 404 NotFound:
      """
      namespaces "nowhere" not found
      """

  @claim:authz-5.1-27
  Scenario: Nothing is created in a namespace that is being deleted
    Given the object:
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: closing, finalizers: [example.com/keep]}
      """
    When the administrator tries to delete namespace "closing"
    And the administrator tries to create:
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: closing}
      """
    Then the request fails with 403 Forbidden:
      """
      configmaps "settings" is forbidden: unable to create new content in namespace closing because it is being terminated
      """
    When the administrator sends PATCH /api/v1/namespaces/closing with body:
      """
      {"metadata": {"finalizers": null}}
      """
    Then the request is allowed

  @claim:authz-5.1-30
  Scenario: The objects of a namespace are deleted with it
    Given the namespace "shop"
    And the object:
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      """
    When the administrator tries to delete namespace "shop"
    And the administrator tries to get configmap "settings" in namespace "shop"
    Then the request fails with 404 NotFound:
      """
      configmaps "settings" not found
      """
