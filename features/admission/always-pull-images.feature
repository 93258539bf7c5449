@flags @admission:AlwaysPullImages
Feature: AlwaysPullImages lets a pod run only images that its own credentials may pull
  An image that lies on a node would otherwise run in any pod of that node, also without the credentials for it. The plugin makes every new pod pull its
  images anew, whatever the pod says.
  Upstream: plugin/pkg/admission/alwayspullimages, which runs only where it is named.

  Background:
    Given the API server runs with the flags:
      | enable-admission-plugins | AlwaysPullImages |
    And the namespace "shop"

  @claim:authz-5.1-09
  Scenario: AlwaysPullImages changes the pull policy of a container to Always
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1", imagePullPolicy: IfNotPresent}]}
      """
    Then the object is changed:
      """
      - spec.containers[0].imagePullPolicy: "IfNotPresent"
      + spec.containers[0].imagePullPolicy: "Always"
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      + spec.serviceAccount: "default"
      + spec.serviceAccountName: "default"
      + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]
      """

  @since-1.36
  @claim:authz-5.1-09
  Scenario: AlwaysPullImages makes a pod pull an image that its node has
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1", imagePullPolicy: Never}]}
      """
    Then the request is allowed
    And the pod "web" in namespace "shop" is:
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
        automountServiceAccountToken: false
        containers:
          - image: nginx:1
            imagePullPolicy: Always
            name: app
            resources: {}
            terminationMessagePath: /dev/termination-log
            terminationMessagePolicy: File
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
      status: {phase: Pending, qosClass: BestEffort}
      """
