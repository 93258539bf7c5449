@flags @embedded-only @admission:AlwaysDeny
Feature: AlwaysDeny refuses whatever would change something
  Nothing can be created, changed or deleted while it runs, by the administrator as little as by others; reading goes on.
  A real server with it never becomes ready, because it refuses what the server writes for itself, too.
  Upstream: plugin/pkg/admission/deny, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | AlwaysDeny |

  Scenario: AlwaysDeny refuses a namespace to the administrator
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
      """
    Then the request is refused by AlwaysDeny:
      """
      namespaces "shop" is forbidden: admission control is denying all modifications
      """

  Scenario: AlwaysDeny lets the administrator read
    When the administrator tries to list namespaces
    Then the request is allowed
