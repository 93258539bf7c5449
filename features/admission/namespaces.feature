@admission:NamespaceLifecycle
Feature: NamespaceLifecycle keeps namespaces that the cluster needs
  Nothing is made in a namespace that is missing, and no user can delete three namespaces.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle, which runs by default.

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
