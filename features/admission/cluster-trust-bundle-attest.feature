@since-1.37 @admission:ClusterTrustBundleAttest
Feature: ClusterTrustBundleAttest asks who may say whom a signer is trusted by
  A ClusterTrustBundle of a signer says which certificates its clients trust. Who writes one needs the verb attest on the signer.
  Upstream: plugin/pkg/admission/certificates/ctbattest, which runs by default.

  Background:
    Given the objects:
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: bundles}
      rules: [{apiGroups: [certificates.k8s.io], resources: [clustertrustbundles], verbs: [create]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: signer}
      rules: [{apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: [example.com/*], verbs: [attest]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: bundles}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: bundles}
      subjects:
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}
        - {apiGroup: rbac.authorization.k8s.io, kind: User, name: dave}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: signer}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: signer}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: jane}]
      """

  Scenario: ClusterTrustBundleAttest lets a user with the right on the signer write its bundle
    When jane tries to create:
      """
      apiVersion: certificates.k8s.io/v1
      kind: ClusterTrustBundle
      metadata: {name: "example.com:clients:roots"}
      spec:
        signerName: example.com/clients
        trustBundle: |
          -----BEGIN CERTIFICATE-----
          MIIBdzCCAR2gAwIBAgIURHit2ZN54gvvmPw8WqYwKoYKH2wwCgYIKoZIzj0EAwIw
          EDEOMAwGA1UEAwwFcm9vdHMwIBcNMjYxMTMwMTIxOTQyWhgPMjEyNjExMDYxMjE5
          NDJaMBAxDjAMBgNVBAMMBXJvb3RzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
          y9t5VhF9E5omaVMkYLaJIlLBnxMk/Nq9sN6WpvlZjHlcnRx2fnENX9rry7Y97i3L
          0wEPEXJMHOmIwmXkEARcWKNTMFEwHQYDVR0OBBYEFBW/qlg0Uuc5TQR+fg8lV1iR
          X0lqMB8GA1UdIwQYMBaAFBW/qlg0Uuc5TQR+fg8lV1iRX0lqMA8GA1UdEwEB/wQF
          MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAI7Tuj7esxjMuRQ3oa2xsTR3I1BDpPci
          N1hD5gPUyHiAAiBvg61yU+bcGxCrj4QkAJIpnVLgKayb2FiFOzfBn2K9EA==
          -----END CERTIFICATE-----
      """
    Then the request is allowed

  Scenario: ClusterTrustBundleAttest refuses a user without it
    When dave tries to create:
      """
      apiVersion: certificates.k8s.io/v1
      kind: ClusterTrustBundle
      metadata: {name: "example.com:clients:roots"}
      spec:
        signerName: example.com/clients
        trustBundle: |
          -----BEGIN CERTIFICATE-----
          MIIBdzCCAR2gAwIBAgIURHit2ZN54gvvmPw8WqYwKoYKH2wwCgYIKoZIzj0EAwIw
          EDEOMAwGA1UEAwwFcm9vdHMwIBcNMjYxMTMwMTIxOTQyWhgPMjEyNjExMDYxMjE5
          NDJaMBAxDjAMBgNVBAMMBXJvb3RzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
          y9t5VhF9E5omaVMkYLaJIlLBnxMk/Nq9sN6WpvlZjHlcnRx2fnENX9rry7Y97i3L
          0wEPEXJMHOmIwmXkEARcWKNTMFEwHQYDVR0OBBYEFBW/qlg0Uuc5TQR+fg8lV1iR
          X0lqMB8GA1UdIwQYMBaAFBW/qlg0Uuc5TQR+fg8lV1iRX0lqMA8GA1UdEwEB/wQF
          MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAI7Tuj7esxjMuRQ3oa2xsTR3I1BDpPci
          N1hD5gPUyHiAAiBvg61yU+bcGxCrj4QkAJIpnVLgKayb2FiFOzfBn2K9EA==
          -----END CERTIFICATE-----
      """
    Then the request is refused by ClusterTrustBundleAttest:
      """
      clustertrustbundles.certificates.k8s.io "example.com:clients:roots" is forbidden: user not permitted to attest for signerName "example.com/clients"
      """
