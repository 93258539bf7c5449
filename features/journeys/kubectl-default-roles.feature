@kubectl
Feature: The default roles with kubectl
  The lists of the document as kubectl prints them now. The document shows an AGE; since 1.16 the API server itself says which
  columns a ClusterRole has, and it says CREATED AT.
  Proves the commands of chapter 3.5 of the document on authorization.

  Rule: kubectl get clusterroles lists the default ClusterRoles

    @since-1.36 @until-1.36
    @refutes:authz-3.5-03
    Scenario: kubectl lists the default ClusterRoles of 1.36
      When I run: kubectl get clusterroles
      Then it prints:
        """
        NAME                                                                   CREATED AT
        admin                                                                  <time>
        cluster-admin                                                          <time>
        edit                                                                   <time>
        system:aggregate-to-admin                                              <time>
        system:aggregate-to-edit                                               <time>
        system:aggregate-to-view                                               <time>
        system:auth-delegator                                                  <time>
        system:basic-user                                                      <time>
        system:certificates.k8s.io:certificatesigningrequests:nodeclient       <time>
        system:certificates.k8s.io:certificatesigningrequests:selfnodeclient   <time>
        system:certificates.k8s.io:kube-apiserver-client-approver              <time>
        system:certificates.k8s.io:kube-apiserver-client-kubelet-approver      <time>
        system:certificates.k8s.io:kubelet-serving-approver                    <time>
        system:certificates.k8s.io:legacy-unknown-approver                     <time>
        system:controller:attachdetach-controller                              <time>
        system:controller:certificate-controller                               <time>
        system:controller:clusterrole-aggregation-controller                   <time>
        system:controller:cronjob-controller                                   <time>
        system:controller:daemon-set-controller                                <time>
        system:controller:deployment-controller                                <time>
        system:controller:device-taint-eviction-controller                     <time>
        system:controller:disruption-controller                                <time>
        system:controller:endpoint-controller                                  <time>
        system:controller:endpointslice-controller                             <time>
        system:controller:endpointslicemirroring-controller                    <time>
        system:controller:ephemeral-volume-controller                          <time>
        system:controller:expand-controller                                    <time>
        system:controller:generic-garbage-collector                            <time>
        system:controller:horizontal-pod-autoscaler                            <time>
        system:controller:job-controller                                       <time>
        system:controller:legacy-service-account-token-cleaner                 <time>
        system:controller:namespace-controller                                 <time>
        system:controller:node-controller                                      <time>
        system:controller:persistent-volume-binder                             <time>
        system:controller:pod-garbage-collector                                <time>
        system:controller:pv-protection-controller                             <time>
        system:controller:pvc-protection-controller                            <time>
        system:controller:replicaset-controller                                <time>
        system:controller:replication-controller                               <time>
        system:controller:resource-claim-controller                            <time>
        system:controller:resourcequota-controller                             <time>
        system:controller:root-ca-cert-publisher                               <time>
        system:controller:route-controller                                     <time>
        system:controller:selinux-warning-controller                           <time>
        system:controller:service-account-controller                           <time>
        system:controller:service-cidrs-controller                             <time>
        system:controller:service-controller                                   <time>
        system:controller:statefulset-controller                               <time>
        system:controller:ttl-after-finished-controller                        <time>
        system:controller:ttl-controller                                       <time>
        system:controller:validatingadmissionpolicy-status-controller          <time>
        system:controller:volumeattributesclass-protection-controller          <time>
        system:discovery                                                       <time>
        system:heapster                                                        <time>
        system:kube-aggregator                                                 <time>
        system:kube-controller-manager                                         <time>
        system:kube-dns                                                        <time>
        system:kube-scheduler                                                  <time>
        system:kubelet-api-admin                                               <time>
        system:monitoring                                                      <time>
        system:node                                                            <time>
        system:node-bootstrapper                                               <time>
        system:node-problem-detector                                           <time>
        system:node-proxier                                                    <time>
        system:persistent-volume-provisioner                                   <time>
        system:public-info-viewer                                              <time>
        system:service-account-issuer-discovery                                <time>
        system:volume-scheduler                                                <time>
        view                                                                   <time>
        """

    @since-1.37
    @refutes:authz-3.5-03
    Scenario: kubectl lists the default ClusterRoles of 1.37
      When I run: kubectl get clusterroles
      Then it prints:
        """
        NAME                                                                    CREATED AT
        admin                                                                   <time>
        cluster-admin                                                           <time>
        edit                                                                    <time>
        system:aggregate-to-admin                                               <time>
        system:aggregate-to-edit                                                <time>
        system:aggregate-to-view                                                <time>
        system:auth-delegator                                                   <time>
        system:basic-user                                                       <time>
        system:certificates.k8s.io:certificatesigningrequests:nodeclient        <time>
        system:certificates.k8s.io:certificatesigningrequests:selfnodeclient    <time>
        system:certificates.k8s.io:kube-apiserver-client-approver               <time>
        system:certificates.k8s.io:kube-apiserver-client-kubelet-approver       <time>
        system:certificates.k8s.io:kubelet-serving-approver                     <time>
        system:certificates.k8s.io:legacy-unknown-approver                      <time>
        system:cluster-trust-bundle-discovery                                   <time>
        system:controller:attachdetach-controller                               <time>
        system:controller:certificate-controller                                <time>
        system:controller:clusterrole-aggregation-controller                    <time>
        system:controller:cronjob-controller                                    <time>
        system:controller:daemon-set-controller                                 <time>
        system:controller:deployment-controller                                 <time>
        system:controller:device-taint-eviction-controller                      <time>
        system:controller:disruption-controller                                 <time>
        system:controller:endpoint-controller                                   <time>
        system:controller:endpointslice-controller                              <time>
        system:controller:endpointslicemirroring-controller                     <time>
        system:controller:ephemeral-volume-controller                           <time>
        system:controller:expand-controller                                     <time>
        system:controller:generic-garbage-collector                             <time>
        system:controller:horizontal-pod-autoscaler                             <time>
        system:controller:job-controller                                        <time>
        system:controller:kube-apiserver-serving-clustertrustbundle-publisher   <time>
        system:controller:legacy-service-account-token-cleaner                  <time>
        system:controller:namespace-controller                                  <time>
        system:controller:node-controller                                       <time>
        system:controller:persistent-volume-binder                              <time>
        system:controller:pod-garbage-collector                                 <time>
        system:controller:podcertificaterequestcleaner                          <time>
        system:controller:pv-protection-controller                              <time>
        system:controller:pvc-protection-controller                             <time>
        system:controller:replicaset-controller                                 <time>
        system:controller:replication-controller                                <time>
        system:controller:resource-claim-controller                             <time>
        system:controller:resourcequota-controller                              <time>
        system:controller:root-ca-cert-publisher                                <time>
        system:controller:route-controller                                      <time>
        system:controller:selinux-warning-controller                            <time>
        system:controller:service-account-controller                            <time>
        system:controller:service-cidrs-controller                              <time>
        system:controller:service-controller                                    <time>
        system:controller:statefulset-controller                                <time>
        system:controller:storage-version-migrator-controller                   <time>
        system:controller:ttl-after-finished-controller                         <time>
        system:controller:ttl-controller                                        <time>
        system:controller:validatingadmissionpolicy-status-controller           <time>
        system:controller:volumeattributesclass-protection-controller           <time>
        system:discovery                                                        <time>
        system:heapster                                                         <time>
        system:kube-aggregator                                                  <time>
        system:kube-controller-manager                                          <time>
        system:kube-dns                                                         <time>
        system:kube-scheduler                                                   <time>
        system:kubelet-api-admin                                                <time>
        system:monitoring                                                       <time>
        system:node                                                             <time>
        system:node-bootstrapper                                                <time>
        system:node-problem-detector                                            <time>
        system:node-proxier                                                     <time>
        system:persistent-volume-provisioner                                    <time>
        system:public-info-viewer                                               <time>
        system:service-account-issuer-discovery                                 <time>
        system:volume-scheduler                                                 <time>
        view                                                                    <time>
        """

    @until-1.20
    @refutes:authz-3.5-03
    Scenario: kubectl lists the default ClusterRoles of 1.20
      When I run: kubectl get clusterroles
      Then it prints:
        """
        NAME                                                                   CREATED AT
        admin                                                                  <time>
        cluster-admin                                                          <time>
        edit                                                                   <time>
        system:aggregate-to-admin                                              <time>
        system:aggregate-to-edit                                               <time>
        system:aggregate-to-view                                               <time>
        system:auth-delegator                                                  <time>
        system:basic-user                                                      <time>
        system:certificates.k8s.io:certificatesigningrequests:nodeclient       <time>
        system:certificates.k8s.io:certificatesigningrequests:selfnodeclient   <time>
        system:certificates.k8s.io:kube-apiserver-client-approver              <time>
        system:certificates.k8s.io:kube-apiserver-client-kubelet-approver      <time>
        system:certificates.k8s.io:kubelet-serving-approver                    <time>
        system:certificates.k8s.io:legacy-unknown-approver                     <time>
        system:controller:attachdetach-controller                              <time>
        system:controller:certificate-controller                               <time>
        system:controller:clusterrole-aggregation-controller                   <time>
        system:controller:cronjob-controller                                   <time>
        system:controller:daemon-set-controller                                <time>
        system:controller:deployment-controller                                <time>
        system:controller:disruption-controller                                <time>
        system:controller:endpoint-controller                                  <time>
        system:controller:endpointslice-controller                             <time>
        system:controller:endpointslicemirroring-controller                    <time>
        system:controller:expand-controller                                    <time>
        system:controller:generic-garbage-collector                            <time>
        system:controller:horizontal-pod-autoscaler                            <time>
        system:controller:job-controller                                       <time>
        system:controller:namespace-controller                                 <time>
        system:controller:node-controller                                      <time>
        system:controller:persistent-volume-binder                             <time>
        system:controller:pod-garbage-collector                                <time>
        system:controller:pv-protection-controller                             <time>
        system:controller:pvc-protection-controller                            <time>
        system:controller:replicaset-controller                                <time>
        system:controller:replication-controller                               <time>
        system:controller:resourcequota-controller                             <time>
        system:controller:root-ca-cert-publisher                               <time>
        system:controller:route-controller                                     <time>
        system:controller:service-account-controller                           <time>
        system:controller:service-controller                                   <time>
        system:controller:statefulset-controller                               <time>
        system:controller:ttl-controller                                       <time>
        system:discovery                                                       <time>
        system:heapster                                                        <time>
        system:kube-aggregator                                                 <time>
        system:kube-controller-manager                                         <time>
        system:kube-dns                                                        <time>
        system:kube-scheduler                                                  <time>
        system:kubelet-api-admin                                               <time>
        system:monitoring                                                      <time>
        system:node                                                            <time>
        system:node-bootstrapper                                               <time>
        system:node-problem-detector                                           <time>
        system:node-proxier                                                    <time>
        system:persistent-volume-provisioner                                   <time>
        system:public-info-viewer                                              <time>
        system:service-account-issuer-discovery                                <time>
        system:volume-scheduler                                                <time>
        view                                                                   <time>
        """

  Rule: kubectl get clusterrolebindings lists the default ClusterRoleBindings

    @since-1.36 @until-1.36
    @refutes:authz-3.5-06
    Scenario: kubectl lists the default ClusterRoleBindings of 1.36
      When I run: kubectl get clusterrolebindings
      Then it prints:
        """
        NAME                                                            ROLE                                                                        AGE
        cluster-admin                                                   ClusterRole/cluster-admin                                                   <age>
        system:basic-user                                               ClusterRole/system:basic-user                                               <age>
        system:controller:attachdetach-controller                       ClusterRole/system:controller:attachdetach-controller                       <age>
        system:controller:certificate-controller                        ClusterRole/system:controller:certificate-controller                        <age>
        system:controller:clusterrole-aggregation-controller            ClusterRole/system:controller:clusterrole-aggregation-controller            <age>
        system:controller:cronjob-controller                            ClusterRole/system:controller:cronjob-controller                            <age>
        system:controller:daemon-set-controller                         ClusterRole/system:controller:daemon-set-controller                         <age>
        system:controller:deployment-controller                         ClusterRole/system:controller:deployment-controller                         <age>
        system:controller:device-taint-eviction-controller              ClusterRole/system:controller:device-taint-eviction-controller              <age>
        system:controller:disruption-controller                         ClusterRole/system:controller:disruption-controller                         <age>
        system:controller:endpoint-controller                           ClusterRole/system:controller:endpoint-controller                           <age>
        system:controller:endpointslice-controller                      ClusterRole/system:controller:endpointslice-controller                      <age>
        system:controller:endpointslicemirroring-controller             ClusterRole/system:controller:endpointslicemirroring-controller             <age>
        system:controller:ephemeral-volume-controller                   ClusterRole/system:controller:ephemeral-volume-controller                   <age>
        system:controller:expand-controller                             ClusterRole/system:controller:expand-controller                             <age>
        system:controller:generic-garbage-collector                     ClusterRole/system:controller:generic-garbage-collector                     <age>
        system:controller:horizontal-pod-autoscaler                     ClusterRole/system:controller:horizontal-pod-autoscaler                     <age>
        system:controller:job-controller                                ClusterRole/system:controller:job-controller                                <age>
        system:controller:legacy-service-account-token-cleaner          ClusterRole/system:controller:legacy-service-account-token-cleaner          <age>
        system:controller:namespace-controller                          ClusterRole/system:controller:namespace-controller                          <age>
        system:controller:node-controller                               ClusterRole/system:controller:node-controller                               <age>
        system:controller:persistent-volume-binder                      ClusterRole/system:controller:persistent-volume-binder                      <age>
        system:controller:pod-garbage-collector                         ClusterRole/system:controller:pod-garbage-collector                         <age>
        system:controller:pv-protection-controller                      ClusterRole/system:controller:pv-protection-controller                      <age>
        system:controller:pvc-protection-controller                     ClusterRole/system:controller:pvc-protection-controller                     <age>
        system:controller:replicaset-controller                         ClusterRole/system:controller:replicaset-controller                         <age>
        system:controller:replication-controller                        ClusterRole/system:controller:replication-controller                        <age>
        system:controller:resource-claim-controller                     ClusterRole/system:controller:resource-claim-controller                     <age>
        system:controller:resourcequota-controller                      ClusterRole/system:controller:resourcequota-controller                      <age>
        system:controller:root-ca-cert-publisher                        ClusterRole/system:controller:root-ca-cert-publisher                        <age>
        system:controller:route-controller                              ClusterRole/system:controller:route-controller                              <age>
        system:controller:selinux-warning-controller                    ClusterRole/system:controller:selinux-warning-controller                    <age>
        system:controller:service-account-controller                    ClusterRole/system:controller:service-account-controller                    <age>
        system:controller:service-cidrs-controller                      ClusterRole/system:controller:service-cidrs-controller                      <age>
        system:controller:service-controller                            ClusterRole/system:controller:service-controller                            <age>
        system:controller:statefulset-controller                        ClusterRole/system:controller:statefulset-controller                        <age>
        system:controller:ttl-after-finished-controller                 ClusterRole/system:controller:ttl-after-finished-controller                 <age>
        system:controller:ttl-controller                                ClusterRole/system:controller:ttl-controller                                <age>
        system:controller:validatingadmissionpolicy-status-controller   ClusterRole/system:controller:validatingadmissionpolicy-status-controller   <age>
        system:controller:volumeattributesclass-protection-controller   ClusterRole/system:controller:volumeattributesclass-protection-controller   <age>
        system:discovery                                                ClusterRole/system:discovery                                                <age>
        system:kube-controller-manager                                  ClusterRole/system:kube-controller-manager                                  <age>
        system:kube-dns                                                 ClusterRole/system:kube-dns                                                 <age>
        system:kube-scheduler                                           ClusterRole/system:kube-scheduler                                           <age>
        system:monitoring                                               ClusterRole/system:monitoring                                               <age>
        system:node                                                     ClusterRole/system:node                                                     <age>
        system:node-proxier                                             ClusterRole/system:node-proxier                                             <age>
        system:public-info-viewer                                       ClusterRole/system:public-info-viewer                                       <age>
        system:service-account-issuer-discovery                         ClusterRole/system:service-account-issuer-discovery                         <age>
        system:volume-scheduler                                         ClusterRole/system:volume-scheduler                                         <age>
        """

    @since-1.37
    @refutes:authz-3.5-06
    Scenario: kubectl lists the default ClusterRoleBindings of 1.37
      When I run: kubectl get clusterrolebindings
      Then it prints:
        """
        NAME                                                                    ROLE                                                                                AGE
        cluster-admin                                                           ClusterRole/cluster-admin                                                           <age>
        system:basic-user                                                       ClusterRole/system:basic-user                                                       <age>
        system:cluster-trust-bundle-discovery                                   ClusterRole/system:cluster-trust-bundle-discovery                                   <age>
        system:controller:attachdetach-controller                               ClusterRole/system:controller:attachdetach-controller                               <age>
        system:controller:certificate-controller                                ClusterRole/system:controller:certificate-controller                                <age>
        system:controller:clusterrole-aggregation-controller                    ClusterRole/system:controller:clusterrole-aggregation-controller                    <age>
        system:controller:cronjob-controller                                    ClusterRole/system:controller:cronjob-controller                                    <age>
        system:controller:daemon-set-controller                                 ClusterRole/system:controller:daemon-set-controller                                 <age>
        system:controller:deployment-controller                                 ClusterRole/system:controller:deployment-controller                                 <age>
        system:controller:device-taint-eviction-controller                      ClusterRole/system:controller:device-taint-eviction-controller                      <age>
        system:controller:disruption-controller                                 ClusterRole/system:controller:disruption-controller                                 <age>
        system:controller:endpoint-controller                                   ClusterRole/system:controller:endpoint-controller                                   <age>
        system:controller:endpointslice-controller                              ClusterRole/system:controller:endpointslice-controller                              <age>
        system:controller:endpointslicemirroring-controller                     ClusterRole/system:controller:endpointslicemirroring-controller                     <age>
        system:controller:ephemeral-volume-controller                           ClusterRole/system:controller:ephemeral-volume-controller                           <age>
        system:controller:expand-controller                                     ClusterRole/system:controller:expand-controller                                     <age>
        system:controller:generic-garbage-collector                             ClusterRole/system:controller:generic-garbage-collector                             <age>
        system:controller:horizontal-pod-autoscaler                             ClusterRole/system:controller:horizontal-pod-autoscaler                             <age>
        system:controller:job-controller                                        ClusterRole/system:controller:job-controller                                        <age>
        system:controller:kube-apiserver-serving-clustertrustbundle-publisher   ClusterRole/system:controller:kube-apiserver-serving-clustertrustbundle-publisher   <age>
        system:controller:legacy-service-account-token-cleaner                  ClusterRole/system:controller:legacy-service-account-token-cleaner                  <age>
        system:controller:namespace-controller                                  ClusterRole/system:controller:namespace-controller                                  <age>
        system:controller:node-controller                                       ClusterRole/system:controller:node-controller                                       <age>
        system:controller:persistent-volume-binder                              ClusterRole/system:controller:persistent-volume-binder                              <age>
        system:controller:pod-garbage-collector                                 ClusterRole/system:controller:pod-garbage-collector                                 <age>
        system:controller:podcertificaterequestcleaner                          ClusterRole/system:controller:podcertificaterequestcleaner                          <age>
        system:controller:pv-protection-controller                              ClusterRole/system:controller:pv-protection-controller                              <age>
        system:controller:pvc-protection-controller                             ClusterRole/system:controller:pvc-protection-controller                             <age>
        system:controller:replicaset-controller                                 ClusterRole/system:controller:replicaset-controller                                 <age>
        system:controller:replication-controller                                ClusterRole/system:controller:replication-controller                                <age>
        system:controller:resource-claim-controller                             ClusterRole/system:controller:resource-claim-controller                             <age>
        system:controller:resourcequota-controller                              ClusterRole/system:controller:resourcequota-controller                              <age>
        system:controller:root-ca-cert-publisher                                ClusterRole/system:controller:root-ca-cert-publisher                                <age>
        system:controller:route-controller                                      ClusterRole/system:controller:route-controller                                      <age>
        system:controller:selinux-warning-controller                            ClusterRole/system:controller:selinux-warning-controller                            <age>
        system:controller:service-account-controller                            ClusterRole/system:controller:service-account-controller                            <age>
        system:controller:service-cidrs-controller                              ClusterRole/system:controller:service-cidrs-controller                              <age>
        system:controller:service-controller                                    ClusterRole/system:controller:service-controller                                    <age>
        system:controller:statefulset-controller                                ClusterRole/system:controller:statefulset-controller                                <age>
        system:controller:storage-version-migrator-controller                   ClusterRole/system:controller:storage-version-migrator-controller                   <age>
        system:controller:ttl-after-finished-controller                         ClusterRole/system:controller:ttl-after-finished-controller                         <age>
        system:controller:ttl-controller                                        ClusterRole/system:controller:ttl-controller                                        <age>
        system:controller:validatingadmissionpolicy-status-controller           ClusterRole/system:controller:validatingadmissionpolicy-status-controller           <age>
        system:controller:volumeattributesclass-protection-controller           ClusterRole/system:controller:volumeattributesclass-protection-controller           <age>
        system:discovery                                                        ClusterRole/system:discovery                                                        <age>
        system:kube-controller-manager                                          ClusterRole/system:kube-controller-manager                                          <age>
        system:kube-dns                                                         ClusterRole/system:kube-dns                                                         <age>
        system:kube-scheduler                                                   ClusterRole/system:kube-scheduler                                                   <age>
        system:monitoring                                                       ClusterRole/system:monitoring                                                       <age>
        system:node                                                             ClusterRole/system:node                                                             <age>
        system:node-proxier                                                     ClusterRole/system:node-proxier                                                     <age>
        system:public-info-viewer                                               ClusterRole/system:public-info-viewer                                               <age>
        system:service-account-issuer-discovery                                 ClusterRole/system:service-account-issuer-discovery                                 <age>
        system:volume-scheduler                                                 ClusterRole/system:volume-scheduler                                                 <age>
        """

    @until-1.20
    @refutes:authz-3.5-06
    Scenario: kubectl lists the default ClusterRoleBindings of 1.20
      When I run: kubectl get clusterrolebindings
      Then it prints:
        """
        NAME                                                   ROLE                                                               AGE
        cluster-admin                                          ClusterRole/cluster-admin                                          <age>
        system:basic-user                                      ClusterRole/system:basic-user                                      <age>
        system:controller:attachdetach-controller              ClusterRole/system:controller:attachdetach-controller              <age>
        system:controller:certificate-controller               ClusterRole/system:controller:certificate-controller               <age>
        system:controller:clusterrole-aggregation-controller   ClusterRole/system:controller:clusterrole-aggregation-controller   <age>
        system:controller:cronjob-controller                   ClusterRole/system:controller:cronjob-controller                   <age>
        system:controller:daemon-set-controller                ClusterRole/system:controller:daemon-set-controller                <age>
        system:controller:deployment-controller                ClusterRole/system:controller:deployment-controller                <age>
        system:controller:disruption-controller                ClusterRole/system:controller:disruption-controller                <age>
        system:controller:endpoint-controller                  ClusterRole/system:controller:endpoint-controller                  <age>
        system:controller:endpointslice-controller             ClusterRole/system:controller:endpointslice-controller             <age>
        system:controller:endpointslicemirroring-controller    ClusterRole/system:controller:endpointslicemirroring-controller    <age>
        system:controller:expand-controller                    ClusterRole/system:controller:expand-controller                    <age>
        system:controller:generic-garbage-collector            ClusterRole/system:controller:generic-garbage-collector            <age>
        system:controller:horizontal-pod-autoscaler            ClusterRole/system:controller:horizontal-pod-autoscaler            <age>
        system:controller:job-controller                       ClusterRole/system:controller:job-controller                       <age>
        system:controller:namespace-controller                 ClusterRole/system:controller:namespace-controller                 <age>
        system:controller:node-controller                      ClusterRole/system:controller:node-controller                      <age>
        system:controller:persistent-volume-binder             ClusterRole/system:controller:persistent-volume-binder             <age>
        system:controller:pod-garbage-collector                ClusterRole/system:controller:pod-garbage-collector                <age>
        system:controller:pv-protection-controller             ClusterRole/system:controller:pv-protection-controller             <age>
        system:controller:pvc-protection-controller            ClusterRole/system:controller:pvc-protection-controller            <age>
        system:controller:replicaset-controller                ClusterRole/system:controller:replicaset-controller                <age>
        system:controller:replication-controller               ClusterRole/system:controller:replication-controller               <age>
        system:controller:resourcequota-controller             ClusterRole/system:controller:resourcequota-controller             <age>
        system:controller:root-ca-cert-publisher               ClusterRole/system:controller:root-ca-cert-publisher               <age>
        system:controller:route-controller                     ClusterRole/system:controller:route-controller                     <age>
        system:controller:service-account-controller           ClusterRole/system:controller:service-account-controller           <age>
        system:controller:service-controller                   ClusterRole/system:controller:service-controller                   <age>
        system:controller:statefulset-controller               ClusterRole/system:controller:statefulset-controller               <age>
        system:controller:ttl-controller                       ClusterRole/system:controller:ttl-controller                       <age>
        system:discovery                                       ClusterRole/system:discovery                                       <age>
        system:kube-controller-manager                         ClusterRole/system:kube-controller-manager                         <age>
        system:kube-dns                                        ClusterRole/system:kube-dns                                        <age>
        system:kube-scheduler                                  ClusterRole/system:kube-scheduler                                  <age>
        system:monitoring                                      ClusterRole/system:monitoring                                      <age>
        system:node                                            ClusterRole/system:node                                            <age>
        system:node-proxier                                    ClusterRole/system:node-proxier                                    <age>
        system:public-info-viewer                              ClusterRole/system:public-info-viewer                              <age>
        system:service-account-issuer-discovery                ClusterRole/system:service-account-issuer-discovery                <age>
        system:volume-scheduler                                ClusterRole/system:volume-scheduler                                <age>
        """
