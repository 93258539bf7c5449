@flags
Feature: Certificates and questions of a node
  A kubelet renews its own certificate, and asks the API server who its own clients are and what they may do. Proves chapter 4.1 of
  the document on authorization: a node reads and writes the API of certificates. Approving them is for others.

  Background:
    Given the API server runs with the flags:
      | authorization-mode | Node |
    And system:node:n1 is in the group "system:nodes"

  Rule: A node asks for a certificate, and sees what becomes of the request

    @claim:authz-4.1-14
    Scenario: A node creates a CertificateSigningRequest
      When system:node:n1 tries to create:
        """
        apiVersion: certificates.k8s.io/v1
        kind: CertificateSigningRequest
        metadata: { name: certificate-of-n1 }
        spec:
          signerName: kubernetes.io/kube-apiserver-client-kubelet
          usages: ['client auth']
          request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIck1JR1NBZ0VBTURBeEZUQVRCZ05WQkFvTURITjVjM1JsYlRwdWIyUmxjekVYTUJVR0ExVUVBd3dPYzNsegpkR1Z0T201dlpHVTZiakV3V1RBVEJnY3Foa2pPUFFJQkJnZ3Foa2pPUFFNQkJ3TkNBQVNuQkR0ZnVON2ZuNWZuCmt6cVBiRTh0TFJJN0Y0eEpOUFlDRXllc01BbHowM29IaEtVVUk1SmZaaUJSWGR6TUdVME9YbFhGa3RTZUhvNDkKNUR5RjExakNvQUF3Q2dZSUtvWkl6ajBFQXdJRFNBQXdSUUlnSVluQTVrSjJiWGIzTXRMdGxXenRvN3F4cVp0ZgphZnU2bkxSWmh4OEZ4M2dDSVFDdHdCZkthMjNKUDZIeWtVL09OU2laTlU2dmJuWFlZK2NXeDBoRUNXNEtZQT09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=
        """
      Then the request is allowed

    @claim:authz-4.1-14
    Scenario: A node lists CertificateSigningRequests
      When system:node:n1 tries to list certificatesigningrequests.certificates.k8s.io
      Then the request is allowed

    Scenario: A node may not approve its own CertificateSigningRequest
      When system:node:n1 tries to update certificatesigningrequests.certificates.k8s.io/approval "certificate-of-n1"
      Then the request is forbidden with:
        """
        certificatesigningrequests.certificates.k8s.io "certificate-of-n1" is forbidden: User "system:node:n1" cannot update resource "certificatesigningrequests/approval" in API group "certificates.k8s.io" at the cluster scope
        """

    Scenario: A node may not delete a CertificateSigningRequest
      When system:node:n1 tries to delete certificatesigningrequest.certificates.k8s.io "certificate-of-n1"
      Then the request is forbidden with:
        """
        certificatesigningrequests.certificates.k8s.io "certificate-of-n1" is forbidden: User "system:node:n1" cannot delete resource "certificatesigningrequests" in API group "certificates.k8s.io" at the cluster scope
        """

  Rule: A node may create TokenReviews and SubjectAccessReviews

    Scenario: A node creates a SubjectAccessReview about a user
      When system:node:n1 tries to create:
        """
        apiVersion: authorization.k8s.io/v1
        kind: SubjectAccessReview
        spec: { user: jane, resourceAttributes: { verb: get, resource: nodes, subresource: proxy, name: n1 } }
        """
      Then the request is allowed

    Scenario: A user may not create a SubjectAccessReview
      When jane tries to create:
        """
        apiVersion: authorization.k8s.io/v1
        kind: SubjectAccessReview
        spec: { user: jane, resourceAttributes: { verb: get, resource: nodes, subresource: proxy, name: n1 } }
        """
      Then the request is forbidden with:
        """
        subjectaccessreviews.authorization.k8s.io is forbidden: User "jane" cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope
        """
