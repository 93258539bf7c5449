Feature: ServiceAccounts of pods
  A pod acts as a ServiceAccount: the one that it names, or else the one that every namespace has. It gets what the account pulls images with,
  and, unless pod or account say otherwise, a token: until 1.20 that of the account's Secret, later one of its own.
  Proves chapters 2.4 and 2.5 of the document on security, as far as an API server shows it. Upstream: plugin/pkg/admission/serviceaccount.

  Background:
    Given the namespace "shop"
    And the object:
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: robot, namespace: shop}
      imagePullSecrets: [{name: registry}]
      """

  Rule: A pod has one account, which is there and stays


    @claim:node-2.5-04 @claim:node-2.4-04 @claim:authz-5.1-43
    Scenario: A pod that names no ServiceAccount gets that with the name default, and what it pulls images with
      When the administrator sends PATCH /api/v1/namespaces/shop/serviceaccounts/default with body:
        """
        {"imagePullSecrets": [{"name": "mirror"}]}
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
        + spec.imagePullSecrets: [{"name":"mirror"}]
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        + spec.serviceAccount: "default"
        + spec.serviceAccountName: "default"
        + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]
        """

    Scenario Outline: A pod <how> gets what that account pulls images with
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {<account>, automountServiceAccountToken: false, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        + spec.imagePullSecrets: [{"name":"registry"}]
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        """

      Examples:
        | how                                        | account                                         |
        | that names an account                      | serviceAccountName: robot                       |
        | that names it in the former field          | serviceAccount: robot                           |
        | that names it in both fields               | serviceAccount: default, serviceAccountName: robot |
        | whose Secrets for images are an empty list | serviceAccountName: robot, imagePullSecrets: [] |

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

    @since-1.36
    Scenario: A pod does not change its account
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1"}]}
        """
      When the administrator sends PATCH /api/v1/namespaces/shop/pods/web with body:
        """
        {"spec":{"serviceAccountName":"robot"}}
        """
      Then the request fails with 422 Invalid:
        """
        Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)
        @@ -40,<until 1.36: 7 +40,7><since 1.37: 8 +40,8> @@
          "ActiveDeadlineSeconds": null,
          "DNSPolicy": "ClusterFirst",
          "NodeSelector": null,
        - "ServiceAccountName": "default",
        <since 1.37: - "DeprecatedServiceAccount": "default",>
        + "ServiceAccountName": "robot",
        <since 1.37: + "DeprecatedServiceAccount": "robot",>
          "AutomountServiceAccountToken": false,
          "NodeName": "",
          <until 1.36: "SecurityContext": {><since 1.37: "HostNetwork": false,>

        """

  Rule: A pod that names Secrets for its images keeps those

    @claim:node-2.4-08
    Scenario: The Secrets of the account do not come to those that the pod names
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, imagePullSecrets: [{name: other}], automountServiceAccountToken: false, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        """

  Rule: A pod gets a token, unless it or its account do not want it

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

    Scenario: A pod that wants no token gets none
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, automountServiceAccountToken: false, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        + spec.imagePullSecrets: [{"name":"registry"}]
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        """

    Scenario: A pod of an account that wants no token gets none
      When the administrator sends PATCH /api/v1/namespaces/shop/serviceaccounts/robot with body:
        """
        {"automountServiceAccountToken":false}
        """
      And the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        + spec.imagePullSecrets: [{"name":"registry"}]
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        """

    Scenario: A pod that wants a token gets it, although its account does not
      When the administrator sends PATCH /api/v1/namespaces/shop/serviceaccounts/robot with body:
        """
        {"automountServiceAccountToken":false}
        """
      And the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, automountServiceAccountToken: true, tolerations: [{operator: Exists}], containers: [{name: app, image: "nginx:1"}]}
        """
      Then the object is changed:
        """
        + spec.containers[0].volumeMounts: [{"name":"<until 1.20: robot-token-><since 1.36: kube-api-access-><rand>","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}]
        + spec.imagePullSecrets: [{"name":"registry"}]
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        <until 1.20: + spec.volumes: [{"name":"robot-token-<rand>","secret":{"secretName":"robot-token-<rand>","defaultMode":420}}]>
        <since 1.36: + spec.volumes: [{"name":"kube-api-access-<rand>","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}}]>
        """

    Scenario: A container that mounts something at the place of the token gets none
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          serviceAccountName: robot
          tolerations: [{operator: Exists}]
          containers: [{name: app, image: "nginx:1", volumeMounts: [{name: own, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}]}]
          volumes: [{name: own, emptyDir: {}}]
        """
      Then the object is changed:
        """
        + spec.imagePullSecrets: [{"name":"registry"}]
        + spec.preemptionPolicy: "PreemptLowerPriority"
        + spec.priority: 0
        """

  Rule: An account can keep its pods to the Secrets that it names

    Background:
      When the administrator sends PATCH /api/v1/namespaces/shop/serviceaccounts/robot with body:
        """
        {"metadata":{"annotations":{"kubernetes.io/enforce-mountable-secrets":"true"}},"secrets":[{"name":"password"}],"automountServiceAccountToken":false}
        """

    Scenario: A pod mounts a Secret that its account names
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, containers: [{name: app, image: "nginx:1"}], volumes: [{name: s, secret: {secretName: password}}]}
        """
      Then the request is allowed

    Scenario Outline: A pod may not use a Secret that its account does not name, <how>
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, <pod>containers: [{name: app, image: "nginx:1"<container>}]}
        """
      Then the request is refused by ServiceAccount:
        """
        pods "web" is forbidden: <fault>
        """

      Examples:
        | how                    | pod                                                    | container                                                          | fault |
        | as a volume            | volumes: [{name: s, secret: {secretName: other}}],     |                                                                    | volume with secret.secretName="other" is not allowed because service account robot does not reference that secret |
        | in a variable          |                                                        | , env: [{name: A, valueFrom: {secretKeyRef: {name: other, key: k}}}] | container app with envVar A referencing secret.secretName="other" is not allowed because service account robot does not reference that secret |
        | for pulling its image  | imagePullSecrets: [{name: password}],                  |                                                                    | imagePullSecrets[0].name="password" is not allowed because service account robot does not reference that imagePullSecret |

    @since-1.36
    Scenario: A pod may not take all variables from a Secret that its account does not name
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, containers: [{name: app, image: "nginx:1", envFrom: [{secretRef: {name: other}}]}]}
        """
      Then the request is refused by ServiceAccount:
        """
        pods "web" is forbidden: container app with envFrom referencing secret.secretName="other" is not allowed because service account robot does not reference that secret
        """

    @until-1.20
    Scenario: A pod may take all variables from a Secret that its account does not name, in 1.20
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {serviceAccountName: robot, containers: [{name: app, image: "nginx:1", envFrom: [{secretRef: {name: other}}]}]}
        """
      Then the request is allowed
