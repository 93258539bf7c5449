@flags @admission:AlwaysAdmit
Feature: AlwaysAdmit refuses nothing and changes nothing
  It is there for those who name it, from a time when a server without a plugin had to say so.
  Upstream: plugin/pkg/admission/admit, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | AlwaysAdmit |
    And the namespace "shop"

  Scenario: AlwaysAdmit takes an object, and other plugins judge it all the same
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop}}
      """
    Then the request is allowed
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: nowhere}}
      """
    Then the request is refused by NamespaceLifecycle:
      """
      namespaces "nowhere" not found
      """
