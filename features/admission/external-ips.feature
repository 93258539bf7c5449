@flags @since-1.36 @admission:DenyServiceExternalIPs
Feature: DenyServiceExternalIPs lets no Service take over traffic of others
  Traffic to an external IP of a Service goes to its pods, even if the address belongs to another program. A Service keeps those that it has and gets no more.
  Upstream: plugin/pkg/admission/network/denyserviceexternalips, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | DenyServiceExternalIPs |
    And the namespace "shop"

  Scenario: DenyServiceExternalIPs refuses a new Service with an external IP
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {externalIPs: [203.0.113.1], ports: [{port: 80}]}
      """
    Then the request fails with 403 Forbidden:
      """
      services "web" is forbidden: Use of external IPs is denied by admission control
      """

  Scenario: DenyServiceExternalIPs takes a Service without an external IP
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {ports: [{port: 80}]}
      """
    Then the request is allowed
