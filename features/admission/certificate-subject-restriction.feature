@admission:CertificateSubjectRestriction
Feature: CertificateSubjectRestriction lets no certificate be asked for that nothing restricts
  Nothing restricts the group system:masters, and a certificate cannot be withdrawn: the signer of client certificates makes none for it.
  Upstream: plugin/pkg/admission/certificates/subjectrestriction, which runs by default.

  Scenario: CertificateSubjectRestriction refuses to ask for a client certificate of the group system:masters
    When the administrator tries to create:
      """
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: web}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIbU1JR05BZ0VBTUNzeEZ6QVZCZ05WQkFvTURuTjVjM1JsYlRwdFlYTjBaWEp6TVJBd0RnWURWUVFEREFkdApZV3hzYjNKNU1Ga3dFd1lIS29aSXpqMENBUVlJS29aSXpqMERBUWNEUWdBRXk5dDVWaEY5RTVvbWFWTWtZTGFKCklsTEJueE1rL05xOXNONldwdmxaakhsY25SeDJmbkVOWDlycnk3WTk3aTNMMHdFUEVYSk1IT21Jd21Ya0VBUmMKV0tBQU1Bb0dDQ3FHU000OUJBTUNBMGdBTUVVQ0lRRDU5WVhNZHBYYkJXQTg2VytiZ09zS3o4NHNkY3NNU3YvOAp6OE1RczhXWGJnSWdMQnQ5bVZrQno3Z0lGOHZGSjJFWDVucnRmRUZxZy9jZkR1YTVPMkk5NmRFPQotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K
      """
    Then the request is refused by CertificateSubjectRestriction:
      """
      certificatesigningrequests.certificates.k8s.io "web" is forbidden: use of kubernetes.io/kube-apiserver-client signer with system:masters group is not allowed
      """

  Scenario: CertificateSubjectRestriction lets one of another group be asked for
    When the administrator tries to create:
      """
      apiVersion: certificates.k8s.io/v1
      kind: CertificateSigningRequest
      metadata: {name: web}
      spec:
        signerName: kubernetes.io/kube-apiserver-client
        usages: [client auth]
        request: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIWE1IOENBUUF3SFRFTU1Bb0dBMVVFQ2d3RFpHVjJNUTB3Q3dZRFZRUUREQVJxWVc1bE1Ga3dFd1lIS29aSQp6ajBDQVFZSUtvWkl6ajBEQVFjRFFnQUV5OXQ1VmhGOUU1b21hVk1rWUxhSklsTEJueE1rL05xOXNONldwdmxaCmpIbGNuUngyZm5FTlg5cnJ5N1k5N2kzTDB3RVBFWEpNSE9tSXdtWGtFQVJjV0tBQU1Bb0dDQ3FHU000OUJBTUMKQTBnQU1FVUNJUURUekg3bXIwYU9oYmV3TFZIVk5ZNm45N2ppTFlyV084QU8yMGttenI5cStBSWdhVmgyYWVHaAphZ3lRYnRyQm1Edy9xNEtUNWtRWEVyNi9HRzB6bFBuaWZ5dz0KLS0tLS1FTkQgQ0VSVElGSUNBVEUgUkVRVUVTVC0tLS0tCg==
      """
    Then the request is allowed
