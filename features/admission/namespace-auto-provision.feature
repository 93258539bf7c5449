@flags @admission:NamespaceAutoProvision
Feature: NamespaceAutoProvision creates the namespace of a new object
  An object can be created in a namespace that is missing: the plugin creates the namespace first, for every user. A misspelt name makes one, too.
  Upstream: plugin/pkg/admission/namespace/autoprovision, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | NamespaceAutoProvision |

  @claim:authz-5.1-25
  Scenario: NamespaceAutoProvision creates a missing namespace
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop}}
      """
    Then the request is allowed
    When the administrator tries to get namespace "shop"
    Then the request is allowed

  Scenario: NamespaceAutoProvision creates no namespace in a dry run
    When the administrator sends POST /api/v1/namespaces/lab/configmaps?dryRun=All with body:
      """
      {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings"}}
      """
    Then the request fails with 404 NotFound:
      """
      namespaces "lab" not found
      """
