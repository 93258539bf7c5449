@admission:LimitRanger
Feature: LimitRanger keeps what pods and claims ask for within the limits of their namespace
  A LimitRange says the least and the most that a container, a pod or a claim asks for, and what a container gets that says nothing.
  Upstream: plugin/pkg/admission/limitranger, which runs by default.

  Background:
    Given the namespace "shop"
    And the objects:
      """
      apiVersion: v1
      kind: LimitRange
      metadata: {name: limits, namespace: shop}
      spec:
        limits:
          - type: Container
            min: {cpu: 10m}
            max: {cpu: "1"}
            default: {cpu: 200m}
            defaultRequest: {cpu: 100m}
          - type: PersistentVolumeClaim
            max: {storage: 1Gi}
      """

  @since-1.36
  Scenario: LimitRanger gives a container without requests the defaults, and an annotation says so
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: app, image: nginx}]}
      """
    Then the request is allowed
    And the pod "web" in namespace "shop" is:
      """
      apiVersion: v1
      kind: Pod
      metadata:
        annotations:
          kubernetes.io/limit-ranger: "LimitRanger plugin set: cpu request for container app; cpu limit for container app"
        creationTimestamp: <time>
        generation: 1
        name: web
        namespace: shop
        resourceVersion: <resourceVersion>
        uid: <uid>
      spec:
        automountServiceAccountToken: false
        containers:
          - image: nginx
            imagePullPolicy: Always
            name: app
            resources: {limits: {cpu: 200m}, requests: {cpu: 100m}}
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
      status: {phase: Pending, qosClass: Burstable}
      """

  @claim:authz-5.1-21
  Scenario: LimitRanger gives a container without requests the defaults of the namespace
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1"}]}
      """
    Then the object is changed:
      """
      + metadata.annotations: {"kubernetes.io/limit-ranger":"LimitRanger plugin set: cpu request for container app; cpu limit for container app"}
      + spec.containers[0].resources.limits: {"cpu":"200m"}
      + spec.containers[0].resources.requests: {"cpu":"100m"}
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      + spec.serviceAccount: "default"
      + spec.serviceAccountName: "default"
      + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]
      """

  @refutes:authz-5.1-22
  Scenario: A pod of the namespace default gets no request, because no LimitRange is there
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: default}
      spec: {automountServiceAccountToken: false, containers: [{name: app, image: "nginx:1"}]}
      """
    Then the object is changed:
      """
      + spec.preemptionPolicy: "PreemptLowerPriority"
      + spec.priority: 0
      + spec.serviceAccount: "default"
      + spec.serviceAccountName: "default"
      + spec.tolerations: [{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]
      """

  @claim:authz-5.1-20 @claim:node-2.3-04 @claim:node-2-02
  Scenario: LimitRanger refuses a container with a limit above the maximum
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx, resources: {limits: {cpu: "2"}}}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: maximum cpu usage per Container is 1, but limit is 2
      """

  @claim:authz-5.1-20
  Scenario: LimitRanger refuses a container with a request below the minimum
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec: {containers: [{name: app, image: nginx, resources: {requests: {cpu: 1m}}}]}
      """
    Then the request fails with 403 Forbidden:
      """
      pods "web" is forbidden: minimum cpu usage per Container is 10m, but request is 1m
      """

  Scenario: LimitRanger refuses a claim above the maximum
    When the administrator tries to create:
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: data, namespace: shop}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
      """
    Then the request is refused by LimitRanger:
      """
      persistentvolumeclaims "data" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi
      """
