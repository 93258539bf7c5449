@admission:CertificateSigning
Feature: CertificateSigning asks who may sign for a signer
  The right to write certificates is one for all signers. For each signer its program needs the verb sign on it, or on all of its domain; so it
  does to say that it cannot sign.
  Upstream: plugin/pkg/admission/certificates/signing, which runs by default.

  Background:
    Given the objects:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: requests}
      rules: [{apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/status], verbs: [patch]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: signer}
      rules: [{apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: [example.com/*], verbs: [sign]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: requests}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: requests}
      subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: dave}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: signer}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: signer}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
      ---
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: web}
      spec:
        signerName: example.com/clients
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIWE1IOENBUUF3SFRFTU1Bb0dBMVVFQ2d3RFpHVjJNUTB3Q3dZRFZRUUREQVJxWVc1bE1Ga3dFd1lIS29aSQp6ajBDQVFZSUtvWkl6ajBEQVFjRFFnQUV5OXQ1VmhGOUU1b21hVk1rWUxhSklsTEJueE1rL05xOXNONldwdmxaCmpIbGNuUngyZm5FTlg5cnJ5N1k5N2kzTDB3RVBFWEpNSE9tSXdtWGtFQVJjV0tBQU1Bb0dDQ3FHU000OUJBTUMKQTBnQU1FVUNJUURUekg3bXIwYU9oYmV3TFZIVk5ZNm45N2ppTFlyV084QU8yMGttenI5cStBSWdhVmgyYWVHaAphZ3lRYnRyQm1Edy9xNEtUNWtRWEVyNi9HRzB6bFBuaWZ5dz0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==
      """

  Scenario: CertificateSigning lets a user with the right on the signer sign
    When jane sends PATCH /apis/certificates.k8s.io/v1/certificatesigningrequests/web/status with body:
      """
      {"status": {"conditions": [{"type": "Failed", "status": "True", "reason": "NoKey", "message": "no key to sign with"}]}}
      """
    Then the request is allowed

  Scenario: CertificateSigning refuses a user without it
    When dave sends PATCH /apis/certificates.k8s.io/v1/certificatesigningrequests/web/status with body:
      """
      {"status": {"conditions": [{"type": "Failed", "status": "True", "reason": "NoKey", "message": "no key to sign with"}]}}
      """
    Then the request is refused by CertificateSigning:
      """
      certificatesigningrequests.certificates.k8s.io "web" is forbidden: user not permitted to sign requests with signerName "example.com/clients"
      """
