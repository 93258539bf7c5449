Feature: NamespaceLifecycle keeps namespaces that the cluster needs
  Nothing is made in a namespace that is missing, and three namespaces stay whoever asks.
  Upstream: k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle, which runs by default.

  Scenario Outline: <namespace> stays
    When the administrator sends DELETE /api/v1/namespaces/<namespace>
    Then the request is refused as 403 Forbidden with:
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
    Then the request is refused as 404 NotFound with:
      """
      namespaces "nowhere" not found
      """
