@admission:DefaultIngressClass
Feature: DefaultIngressClass gives an Ingress the class that the cluster prefers
  An Ingress that names no class gets the one whose annotation says that it is the default; two such classes are one too many.
  Upstream: plugin/pkg/admission/network/defaultingressclass, which runs by default.

  Background:
    Given the namespace "shop"
    And the object:
      """
      apiVersion: networking.k8s.io/v1
      kind: IngressClass
      metadata: {name: front, annotations: {ingressclass.kubernetes.io/is-default-class: "true"}}
      spec: {controller: example.com/front}
      """

  Scenario: DefaultIngressClass gives an Ingress without a class the default one
    When the administrator tries to create:
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web, namespace: shop}
      spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
      """
    Then the request is allowed
    And the object is changed:
      """
      + spec.ingressClassName: "front"
      """

  Scenario: DefaultIngressClass leaves an Ingress with a class as it is
    When the administrator tries to create:
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web, namespace: shop}
      spec: {ingressClassName: back, defaultBackend: {service: {name: web, port: {number: 80}}}}
      """
    Then the request is allowed
    And the object is changed:
      """

      """
