@flags @admission:NamespaceExists
Feature: NamespaceExists refuses whatever names a missing namespace
  NamespaceLifecycle does so for new objects, and more; this plugin is for servers without it.
  Upstream: plugin/pkg/admission/namespace/exists, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins  | NamespaceExists    |
      | disable-admission-plugins | NamespaceLifecycle |
    And the namespace "shop"

  @claim:authz-5.1-26
  Scenario: NamespaceExists refuses an object of a missing namespace
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: nowhere}}
      """
    Then the request is refused by NamespaceExists:
      """
      namespaces "nowhere" not found
      """

  Scenario: NamespaceExists takes an object of a namespace that is there
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop}}
      """
    Then the request is allowed
