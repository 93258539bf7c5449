Feature: ServiceAccounts and their Secrets
  A pod acts as a ServiceAccount: the one that it names, or else the one that every namespace has. Until 1.23 an account is a list of Secrets,
  one of which holds its token; later versions give a pod a token of its own.
  Proves chapter 2.5 of the document on security, as far as an API server shows it.

  Background:
    Given the namespace "shop"

  Rule: An account names Secrets for itself and for pulling images

    @claim:node-2.5-02 @claim:node-2.5-03
    Scenario: The ServiceAccount of the document is taken
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: myserviceaccount, namespace: shop}
        secrets:
          - {kind: Secret, name: secret1, apiVersion: v1}
          - {kind: Secret, name: secret2, apiVersion: v1}
        imagePullSecrets:
          - {name: secret1}
        """
      Then the request is allowed

    @until-1.23
    @claim:node-2.5-01
    Scenario: A new ServiceAccount gets a Secret with a token
      Given the object:
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: robot, namespace: shop}
        """
      Then the serviceaccount "robot" in namespace "shop" is:
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          creationTimestamp: <time>
          name: robot
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        secrets:
          - name: robot-token-<rand>
        """

    @since-1.24
    @refutes:node-2.5-01
    Scenario: A new ServiceAccount gets no Secret
      Given the object:
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: robot, namespace: shop}
        """
      Then the serviceaccount "robot" in namespace "shop" is:
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          creationTimestamp: <time>
          name: robot
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        """

  Rule: A pod has an account

    @claim:node-2.5-04 @claim:node-2.4-04 @claim:authz-5.1-43
    Scenario: A pod that names no ServiceAccount gets that with the name default, and what it pulls images with
      When the administrator sends PATCH /api/v1/namespaces/shop/serviceaccounts/default with body:
        """
        {"imagePullSecrets": [{"name": "registry"}]}
        """
      And the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        + spec.imagePullSecrets: [{"name":"registry"}]
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        + spec.serviceAccount: "default"
        + spec.serviceAccountName: "default"
        + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]
        """

    @claim:authz-5.1-43
    Scenario: A pod with a ServiceAccount that does not exist is refused
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: missing, containers: [{name: app, image: "nginx:1"}]}
        """
      Then the request is refused by ServiceAccount:
        """
        pods "web" is forbidden: error looking up service account shop/missing: serviceaccount "missing" not found
        """

    @until-1.20
    @claim:node-2.4-03
    Scenario: A pod mounts a Secret with the token of its ServiceAccount in 1.20
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: app, image: "nginx:1"}]}
        """
      Then the pod "web" in namespace "shop" is:
        """
        apiVersion: v1
        kind: Pod
        metadata:
          creationTimestamp: <time>
          name: web
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        spec:
          containers:
            - image: nginx:1
              imagePullPolicy: IfNotPresent
              name: app
              resources: {}
              terminationMessagePath: /dev/termination-log
              terminationMessagePolicy: File
              volumeMounts:
                - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
                  name: default-token-<rand>
                  readOnly: true
          dnsPolicy: ClusterFirst
          enableServiceLinks: true
          preemptionPolicy: PreemptLowerPriority
          priority: 0
          restartPolicy: Always
          schedulerName: default-scheduler
          securityContext: {}
          serviceAccount: default
          serviceAccountName: default
          terminationGracePeriodSeconds: 30
          tolerations:
            - {effect: NoExecute, key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: 300}
            - {effect: NoExecute, key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 300}
          volumes:
            - name: default-token-<rand>
              secret:
                defaultMode: 420
                secretName: default-token-<rand>
        status: {phase: Pending, qosClass: BestEffort}
        """

    @since-1.36
    @refutes:node-2.4-03
    Scenario: A pod mounts a token that is its own, of no Secret
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: app, image: "nginx:1"}]}
        """
      Then the pod "web" in namespace "shop" is:
        """
        apiVersion: v1
        kind: Pod
        metadata:
          creationTimestamp: <time>
          generation: 1
          name: web
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        spec:
          containers:
            - image: nginx:1
              imagePullPolicy: IfNotPresent
              name: app
              resources: {}
              terminationMessagePath: /dev/termination-log
              terminationMessagePolicy: File
              volumeMounts:
                - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
                  name: kube-api-access-<rand>
                  readOnly: true
          dnsPolicy: ClusterFirst
          enableServiceLinks: true
          preemptionPolicy: PreemptLowerPriority
          priority: 0
          restartPolicy: Always
          schedulerName: default-scheduler
          securityContext: {}
          serviceAccount: default
          serviceAccountName: default
          terminationGracePeriodSeconds: 30
          tolerations:
            - {effect: NoExecute, key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: 300}
            - {effect: NoExecute, key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 300}
          volumes:
            - name: kube-api-access-<rand>
              projected:
                defaultMode: 420
                sources:
                  - serviceAccountToken: {expirationSeconds: 3607, path: token}
                  - configMap: {items: [{key: ca.crt, path: ca.crt}], name: kube-root-ca.crt}
                  - downwardAPI: {items: [{fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}, path: namespace}]}
        status: {phase: Pending, qosClass: BestEffort}
        """
