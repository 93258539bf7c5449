@kubectl
Feature: The walkthrough with kubectl
  Everything that the document does with kubectl, done by real kubectl: what it prints comes from what the API server answers.
  Proves the commands of chapters 3.3 to 3.5 of the document on authorization.

  Rule: The namespace foo gets a Role and a RoleBinding, first for one ServiceAccount, then for two

    @claim:authz-3.3-02 @claim:authz-3.3-06 @claim:authz-3.3-07 @claim:authz-3.3-19 @claim:authz-3.3-22 @claim:authz-3.3-28
    Scenario: kubectl creates a Role and a RoleBinding, and the edited RoleBinding names two ServiceAccounts
      When I run: kubectl create namespace foo
      Then it prints:
        """
        namespace/foo created
        """
      When I run: kubectl run test --image=luksa/kubectl-proxy -n foo
      Then it prints:
        """
        pod/test created
        """
      When I run: kubectl create namespace bar
      Then it prints:
        """
        namespace/bar created
        """
      When I run: kubectl run test --image=luksa/kubectl-proxy -n bar
      Then it prints:
        """
        pod/test created
        """
      When I run: kubectl get pod -n foo
      Then it prints:
        """
        NAME   READY   STATUS    RESTARTS   AGE
        test   0/1     Pending   0          <age>
        """
      When I run: kubectl get pod -n bar
      Then it prints:
        """
        NAME   READY   STATUS    RESTARTS   AGE
        test   0/1     Pending   0          <age>
        """
      When I run: kubectl create -f service-reader.yaml
      Then it prints:
        """
        role.rbac.authorization.k8s.io/service-reader created
        """
      When I run: kubectl create role service-reader --verb=get --verb=list --resource=service -n bar
      Then it prints:
        """
        role.rbac.authorization.k8s.io/service-reader created
        """
      When I run: kubectl create rolebinding test --role=service-reader --serviceaccount=foo:default -n foo
      Then it prints:
        """
        rolebinding.rbac.authorization.k8s.io/test created
        """
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "test/foo" of Role "service-reader" to ServiceAccount "default/foo"
        """
      When I run: KUBE_EDITOR="sed -i '/^subjects:/a - kind: ServiceAccount\n  name: default\n  namespace: bar'" kubectl edit rolebinding test -n foo
      Then it prints:
        """
        rolebinding.rbac.authorization.k8s.io/test edited
        """
      When the pod "test" in namespace "bar" runs: curl localhost:8001/api/v1/namespaces/foo/services
      Then the request is allowed by:
        """
        RBAC: allowed by RoleBinding "test/foo" of Role "service-reader" to ServiceAccount "default/bar"
        """

  Rule: kubectl run makes a Pod

    The document shows deployment.apps/test created: until 1.17 kubectl run made a Deployment, whose pods have longer names.

    @refutes:authz-3.3-03
    Scenario: kubectl run makes a Pod and no Deployment
      Given the namespace "foo"
      When I run: kubectl run test --image=luksa/kubectl-proxy -n foo
      And I run: kubectl get deployments -n foo
      Then it prints:
        """
        No resources found in foo namespace.
        """

  Rule: kubectl makes singulars plural, a manifest does not

    @claim:authz-3.3-20
    Scenario: kubectl create role --resource=service writes the plural into the Role
      Given the namespace "bar"
      When I run: kubectl create role service-reader --verb=get --verb=list --resource=service -n bar
      Then the role "service-reader" in namespace "bar" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          creationTimestamp: <time>
          name: service-reader
          namespace: bar
          resourceVersion: <resourceVersion>
          uid: <uid>
        rules:
          - apiGroups:
              - ""
            resources:
              - services
            verbs:
              - get
              - list
        """

  Rule: A RoleBinding names users and groups as well

    @claim:authz-3.3-23
    Scenario: kubectl create rolebinding takes --user and --group
      Given the namespace "foo"
      When I run: kubectl create rolebinding readers --role=service-reader --user=jane --group=auditors -n foo
      Then it prints:
        """
        rolebinding.rbac.authorization.k8s.io/readers created
        """
      And the rolebinding "readers" in namespace "foo" is:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata:
          creationTimestamp: <time>
          name: readers
          namespace: foo
          resourceVersion: <resourceVersion>
          uid: <uid>
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: Role
          name: service-reader
        subjects:
          - apiGroup: rbac.authorization.k8s.io
            kind: User
            name: jane
          - apiGroup: rbac.authorization.k8s.io
            kind: Group
            name: auditors
        """

  Rule: A ClusterRole and a ClusterRoleBinding reach what is in no namespace

    @claim:authz-3.4-06 @claim:authz-3.4-08
    Scenario: kubectl creates a ClusterRole, a RoleBinding and a ClusterRoleBinding for PersistentVolumes
      Given the namespace "foo"
      And the manifest "proxy-pod-in-foo.yaml"
      When I run: kubectl create clusterrole pv-reader --verb=get,list --resource=persistentvolumes
      Then it prints:
        """
        clusterrole.rbac.authorization.k8s.io/pv-reader created
        """
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the request is forbidden with:
        """
        persistentvolumes is forbidden: User "system:serviceaccount:foo:default" cannot list resource "persistentvolumes" in API group "" at the cluster scope
        """
      When I run: kubectl create clusterrolebinding pv-test --clusterrole=pv-reader --serviceaccount=foo:default
      Then it prints:
        """
        clusterrolebinding.rbac.authorization.k8s.io/pv-test created
        """
      When the pod "test" in namespace "foo" runs: curl localhost:8001/api/v1/persistentvolumes
      Then the request is allowed by:
        """
        RBAC: allowed by ClusterRoleBinding "pv-test" of ClusterRole "pv-reader" to ServiceAccount "default/foo"
        """

  Rule: The default roles can be read like any object

    @claim:authz-3.4-18
    Scenario: kubectl shows the ClusterRole system:discovery
      When I run: kubectl get clusterrole system:discovery -o yaml
      Then it prints:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          annotations:
            rbac.authorization.kubernetes.io/autoupdate: "true"
          creationTimestamp: "<time>"
          labels:
            kubernetes.io/bootstrapping: rbac-defaults
          name: system:discovery
          resourceVersion: "<resourceVersion>"
          uid: <uid>
        rules:
        - nonResourceURLs:
          - /api
          - /api/*
          - /apis
          - /apis/*
          - /healthz
          - /livez
          - /openapi
          - /openapi/*
          - /readyz
          - /version
          - /version/
          verbs:
          - get
        """

    @claim:authz-3.4-19
    Scenario: kubectl shows the ClusterRoleBinding system:discovery
      When I run: kubectl get clusterrolebinding system:discovery -o yaml
      Then it prints:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          annotations:
            rbac.authorization.kubernetes.io/autoupdate: "true"
          creationTimestamp: "<time>"
          labels:
            kubernetes.io/bootstrapping: rbac-defaults
          name: system:discovery
          resourceVersion: "<resourceVersion>"
          uid: <uid>
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: system:discovery
        subjects:
        - apiGroup: rbac.authorization.k8s.io
          kind: Group
          name: system:authenticated
        """

    @refutes:authz-3.4-12
    Scenario: kubectl finds no ClusterRole system:discover
      When I run: kubectl get clusterrole system:discover
      Then it exits with 1 and prints:
        """
        Error from server (NotFound): clusterroles.rbac.authorization.k8s.io "system:discover" not found
        """
