Feature: NamespaceLifecycle keeps namespaces that the cluster needs
  Nothing is made in a namespace that is missing, and three namespaces stay whoever asks.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle, which runs by default.

  Scenario Outline: <namespace> stays
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

  Scenario: A namespace that is missing
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
