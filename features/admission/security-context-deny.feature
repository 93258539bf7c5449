@flags @until-1.29 @admission:SecurityContextDeny
Feature: SecurityContextDeny lets no pod choose its user
  A pod says nothing of the users, groups and SELinux labels that it runs with. It forbids good choices with the bad ones, so later versions
  have PodSecurity alone.
  Upstream: plugin/pkg/admission/securitycontext/scdeny, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | SecurityContextDeny |
    And the namespace "shop"

  @claim:authz-5.1-42
  Scenario: SecurityContextDeny refuses a container with a user of its own
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: app, image: "nginx:1", securityContext: {runAsUser: 1000}}]}}
      """
    Then the request is refused by SecurityContextDeny:
      """
      pods "web" is forbidden: SecurityContext.RunAsUser is forbidden
      """

  Scenario: SecurityContextDeny takes a container that is to run as no root
    When the administrator tries to create:
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {containers: [{name: app, image: "nginx:1", securityContext: {runAsNonRoot: true}}]}}
      """
    Then the request is allowed
