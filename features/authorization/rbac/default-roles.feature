Feature: Default roles and bindings
  Whenever the API server starts, it makes sure that a set of ClusterRoles and ClusterRoleBindings is there. The names that begin
  with system: are for the components of Kubernetes; admin, edit, view and cluster-admin are for people and their ServiceAccounts.
  Proves chapter 3.5 of the document on authorization. Its lists come from an older cluster with add-ons: system:coredns,
  system:aws-cloud-provider, system:csi-external-attacher and system:csi-external-provisioner are not made by the API server.

  Rule: The default ClusterRoles

    @since-1.36
    @claim:authz-3.5-04
    Scenario: The default ClusterRoles exist since 1.36
      Then these clusterroles exist:
        """
        admin
        cluster-admin
        edit
        system:aggregate-to-admin
        system:aggregate-to-edit
        system:aggregate-to-view
        system:auth-delegator
        system:basic-user
        system:certificates.k8s.io:certificatesigningrequests:nodeclient
        system:certificates.k8s.io:certificatesigningrequests:selfnodeclient
        system:certificates.k8s.io:kube-apiserver-client-approver
        system:certificates.k8s.io:kube-apiserver-client-kubelet-approver
        system:certificates.k8s.io:kubelet-serving-approver
        system:certificates.k8s.io:legacy-unknown-approver
        <since 1.37: system:cluster-trust-bundle-discovery>
        system:controller:attachdetach-controller
        system:controller:certificate-controller
        system:controller:clusterrole-aggregation-controller
        system:controller:cronjob-controller
        system:controller:daemon-set-controller
        system:controller:deployment-controller
        system:controller:device-taint-eviction-controller
        system:controller:disruption-controller
        system:controller:endpoint-controller
        system:controller:endpointslice-controller
        system:controller:endpointslicemirroring-controller
        system:controller:ephemeral-volume-controller
        system:controller:expand-controller
        system:controller:generic-garbage-collector
        system:controller:horizontal-pod-autoscaler
        system:controller:job-controller
        <since 1.37: system:controller:kube-apiserver-serving-clustertrustbundle-publisher>
        system:controller:legacy-service-account-token-cleaner
        system:controller:namespace-controller
        system:controller:node-controller
        system:controller:persistent-volume-binder
        system:controller:pod-garbage-collector
        <since 1.37: system:controller:podcertificaterequestcleaner>
        system:controller:pv-protection-controller
        system:controller:pvc-protection-controller
        system:controller:replicaset-controller
        system:controller:replication-controller
        system:controller:resource-claim-controller
        system:controller:resourcequota-controller
        system:controller:root-ca-cert-publisher
        system:controller:route-controller
        system:controller:selinux-warning-controller
        system:controller:service-account-controller
        system:controller:service-cidrs-controller
        system:controller:service-controller
        system:controller:statefulset-controller
        <since 1.37: system:controller:storage-version-migrator-controller>
        system:controller:ttl-after-finished-controller
        system:controller:ttl-controller
        system:controller:validatingadmissionpolicy-status-controller
        system:controller:volumeattributesclass-protection-controller
        system:discovery
        system:heapster
        system:kube-aggregator
        system:kube-controller-manager
        system:kube-dns
        system:kube-scheduler
        system:kubelet-api-admin
        system:monitoring
        system:node
        system:node-bootstrapper
        system:node-problem-detector
        system:node-proxier
        system:persistent-volume-provisioner
        system:public-info-viewer
        system:service-account-issuer-discovery
        system:volume-scheduler
        view
        """

    @until-1.20
    @claim:authz-3.5-04
    Scenario: The default ClusterRoles of 1.20 exist
      Then these clusterroles exist:
        """
        admin
        cluster-admin
        edit
        system:aggregate-to-admin
        system:aggregate-to-edit
        system:aggregate-to-view
        system:auth-delegator
        system:basic-user
        system:certificates.k8s.io:certificatesigningrequests:nodeclient
        system:certificates.k8s.io:certificatesigningrequests:selfnodeclient
        system:certificates.k8s.io:kube-apiserver-client-approver
        system:certificates.k8s.io:kube-apiserver-client-kubelet-approver
        system:certificates.k8s.io:kubelet-serving-approver
        system:certificates.k8s.io:legacy-unknown-approver
        system:controller:attachdetach-controller
        system:controller:certificate-controller
        system:controller:clusterrole-aggregation-controller
        system:controller:cronjob-controller
        system:controller:daemon-set-controller
        system:controller:deployment-controller
        system:controller:disruption-controller
        system:controller:endpoint-controller
        system:controller:endpointslice-controller
        system:controller:endpointslicemirroring-controller
        system:controller:expand-controller
        system:controller:generic-garbage-collector
        system:controller:horizontal-pod-autoscaler
        system:controller:job-controller
        system:controller:namespace-controller
        system:controller:node-controller
        system:controller:persistent-volume-binder
        system:controller:pod-garbage-collector
        system:controller:pv-protection-controller
        system:controller:pvc-protection-controller
        system:controller:replicaset-controller
        system:controller:replication-controller
        system:controller:resourcequota-controller
        system:controller:root-ca-cert-publisher
        system:controller:route-controller
        system:controller:service-account-controller
        system:controller:service-controller
        system:controller:statefulset-controller
        system:controller:ttl-controller
        system:discovery
        system:heapster
        system:kube-aggregator
        system:kube-controller-manager
        system:kube-dns
        system:kube-scheduler
        system:kubelet-api-admin
        system:monitoring
        system:node
        system:node-bootstrapper
        system:node-problem-detector
        system:node-proxier
        system:persistent-volume-provisioner
        system:public-info-viewer
        system:service-account-issuer-discovery
        system:volume-scheduler
        view
        """

    @refutes:authz-3.5-05
    Scenario Outline: The ClusterRole <name>, which the document lists, does not exist
      When the administrator tries to get clusterrole "<name>"
      Then the request fails with 404 NotFound:
        """
        clusterroles.rbac.authorization.k8s.io "<name>" not found
        """

      Examples:
        | name                            |
        | system:coredns                  |
        | system:aws-cloud-provider       |
        | system:csi-external-attacher    |
        | system:csi-external-provisioner |

  Rule: The default ClusterRoleBindings

    The document says that each ClusterRole with the prefix system: has a ClusterRoleBinding of the same name. Not all have: some are
    only there to be bound, such as system:auth-delegator and system:node-bootstrapper.

    @since-1.36
    @claim:authz-3.5-07
    Scenario: The default ClusterRoleBindings exist since 1.36
      Then these clusterrolebindings exist:
        """
        cluster-admin
        system:basic-user
        <since 1.37: system:cluster-trust-bundle-discovery>
        system:controller:attachdetach-controller
        system:controller:certificate-controller
        system:controller:clusterrole-aggregation-controller
        system:controller:cronjob-controller
        system:controller:daemon-set-controller
        system:controller:deployment-controller
        system:controller:device-taint-eviction-controller
        system:controller:disruption-controller
        system:controller:endpoint-controller
        system:controller:endpointslice-controller
        system:controller:endpointslicemirroring-controller
        system:controller:ephemeral-volume-controller
        system:controller:expand-controller
        system:controller:generic-garbage-collector
        system:controller:horizontal-pod-autoscaler
        system:controller:job-controller
        <since 1.37: system:controller:kube-apiserver-serving-clustertrustbundle-publisher>
        system:controller:legacy-service-account-token-cleaner
        system:controller:namespace-controller
        system:controller:node-controller
        system:controller:persistent-volume-binder
        system:controller:pod-garbage-collector
        <since 1.37: system:controller:podcertificaterequestcleaner>
        system:controller:pv-protection-controller
        system:controller:pvc-protection-controller
        system:controller:replicaset-controller
        system:controller:replication-controller
        system:controller:resource-claim-controller
        system:controller:resourcequota-controller
        system:controller:root-ca-cert-publisher
        system:controller:route-controller
        system:controller:selinux-warning-controller
        system:controller:service-account-controller
        system:controller:service-cidrs-controller
        system:controller:service-controller
        system:controller:statefulset-controller
        <since 1.37: system:controller:storage-version-migrator-controller>
        system:controller:ttl-after-finished-controller
        system:controller:ttl-controller
        system:controller:validatingadmissionpolicy-status-controller
        system:controller:volumeattributesclass-protection-controller
        system:discovery
        system:kube-controller-manager
        system:kube-dns
        system:kube-scheduler
        system:monitoring
        system:node
        system:node-proxier
        system:public-info-viewer
        system:service-account-issuer-discovery
        system:volume-scheduler
        """

    @until-1.20
    @claim:authz-3.5-07
    Scenario: The default ClusterRoleBindings of 1.20 exist
      Then these clusterrolebindings exist:
        """
        cluster-admin
        system:basic-user
        system:controller:attachdetach-controller
        system:controller:certificate-controller
        system:controller:clusterrole-aggregation-controller
        system:controller:cronjob-controller
        system:controller:daemon-set-controller
        system:controller:deployment-controller
        system:controller:disruption-controller
        system:controller:endpoint-controller
        system:controller:endpointslice-controller
        system:controller:endpointslicemirroring-controller
        system:controller:expand-controller
        system:controller:generic-garbage-collector
        system:controller:horizontal-pod-autoscaler
        system:controller:job-controller
        system:controller:namespace-controller
        system:controller:node-controller
        system:controller:persistent-volume-binder
        system:controller:pod-garbage-collector
        system:controller:pv-protection-controller
        system:controller:pvc-protection-controller
        system:controller:replicaset-controller
        system:controller:replication-controller
        system:controller:resourcequota-controller
        system:controller:root-ca-cert-publisher
        system:controller:route-controller
        system:controller:service-account-controller
        system:controller:service-controller
        system:controller:statefulset-controller
        system:controller:ttl-controller
        system:discovery
        system:kube-controller-manager
        system:kube-dns
        system:kube-scheduler
        system:monitoring
        system:node
        system:node-proxier
        system:public-info-viewer
        system:service-account-issuer-discovery
        system:volume-scheduler
        """

    @refutes:authz-3.5-23
    Scenario Outline: <name> is a ClusterRole and no ClusterRoleBinding
      When the administrator tries to get clusterrolebinding "<name>"
      Then the request fails with 404 NotFound:
        """
        clusterrolebindings.rbac.authorization.k8s.io "<name>" not found
        """

      Examples:
        | name                     |
        | system:auth-delegator    |
        | system:node-bootstrapper |
        | admin                    |

  Rule: There are default Roles and RoleBindings, too, which the document does not mention

    Scenario: The default Roles exist
      Then these roles exist:
        """
        kube-public/system:controller:bootstrap-signer
        kube-system/extension-apiserver-authentication-reader
        kube-system/system::leader-locking-kube-controller-manager
        kube-system/system::leader-locking-kube-scheduler
        kube-system/system:controller:bootstrap-signer
        kube-system/system:controller:cloud-provider
        kube-system/system:controller:token-cleaner
        """

    Scenario: The default RoleBindings exist
      Then these rolebindings exist:
        """
        kube-public/system:controller:bootstrap-signer
        kube-system/system::extension-apiserver-authentication-reader
        kube-system/system::leader-locking-kube-controller-manager
        kube-system/system::leader-locking-kube-scheduler
        kube-system/system:controller:bootstrap-signer
        kube-system/system:controller:cloud-provider
        kube-system/system:controller:token-cleaner
        """

  Rule: A ClusterRoleBinding binds a component by the name with which it authenticates

    @claim:authz-3.5-22 @claim:authz-3.5-24 @claim:node-2-03
    Scenario: kube-scheduler binds pods to nodes
      Then system:kube-scheduler can:
        | verb   | object                                | answer |
        | create | pods/binding "web" in namespace "foo" | yes    |
        | list   | nodes                                 | yes    |
        | list   | secrets                               | no     |

    Scenario: No binding names the ClusterRole system:node, because the Node authorizer serves kubelets
      Then the clusterrolebinding "system:node" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          annotations:
            rbac.authorization.kubernetes.io/autoupdate: "true"
          creationTimestamp: <time>
          labels:
            kubernetes.io/bootstrapping: rbac-defaults
          name: system:node
          resourceVersion: <resourceVersion>
          uid: <uid>
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: system:node
        """

  Rule: A default role that is gone is gone until the API server starts again

    Scenario: Users may not discover the API without system:discovery, and the refusal says what is missing
      When the administrator tries to delete clusterrole "system:discovery"
      And jane tries to get the path "/api"
      Then the request is forbidden with:
        """
        forbidden: User "jane" cannot get path "/api": <since 1.37: rbac: >RBAC: clusterrole.rbac.authorization.k8s.io "system:discovery" not found
        """

    @flags
    @claim:authz-3.5-01
    Scenario: An API server that starts makes the default roles
      Given the API server runs with the flags:
        | authorization-mode | RBAC |
      When the administrator tries to delete clusterrole "system:discovery"
      And jane tries to get the path "/api"
      Then the request is forbidden with:
        """
        forbidden: User "jane" cannot get path "/api": <since 1.37: rbac: >RBAC: clusterrole.rbac.authorization.k8s.io "system:discovery" not found
        """
      When the API server restarts with empty storage
      And jane tries to get the path "/api"
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "system:discovery" of ClusterRole "system:discovery" to Group "system:authenticated"
        """

  Rule: The four main roles can be bound to the ServiceAccounts of pods

    @claim:authz-3.5-08
    Scenario: ServiceAccounts have what the main role to which they are bound gives
      Given the namespace "foo"
      And the objects:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: viewer, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
        subjects: [{kind: ServiceAccount, name: viewer, namespace: foo}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: editor, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
        subjects: [{kind: ServiceAccount, name: editor, namespace: foo}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: manager, namespace: foo}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: admin}
        subjects: [{kind: ServiceAccount, name: manager, namespace: foo}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: operator}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: ServiceAccount, name: operator, namespace: foo}]
        """
      Then system:serviceaccount:foo:viewer can:
        | verb   | object                         | answer |
        | list   | pods in namespace "foo"        | yes    |
        | create | pods in namespace "foo"        | no     |
      And system:serviceaccount:foo:editor can:
        | verb   | object                         | answer |
        | create | pods in namespace "foo"        | yes    |
        | create | roles in namespace "foo"       | no     |
      And system:serviceaccount:foo:manager can:
        | verb   | object                         | answer |
        | create | roles in namespace "foo"       | yes    |
        | delete | namespace "foo"                | no     |
      And system:serviceaccount:foo:operator can:
        | verb   | object                         | answer |
        | delete | namespace "foo"                | yes    |
        | list   | nodes                          | yes    |
