@nodes
Feature: Probes of containers
  A liveness probe says whether a container is healthy; one that is not is killed and started again. A readiness probe says whether it takes
  requests; a pod that does not leaves the endpoints of its Services. A probe is a command, a connection, or a request over HTTP.
  Proves chapter 1.3 of the document on security. Upstream: pkg/kubelet/prober.

  Background:
    Given the node "n1"
    And the namespace "shop"

  Rule: A container that is not healthy is killed and started again

    @claim:node-1.3-01 @claim:node-1.3-02
    Scenario: A container is unhealthy when the command of its probe fails
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "touch /tmp/ok; trap \"exit 0\" TERM; while true; do sleep 0.2; done"], livenessProbe: {exec: {command: [cat, /tmp/ok]}, periodSeconds: 1, failureThreshold: 1}}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the pod "web" in namespace "shop" runs: rm /tmp/ok
      Then within 40 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 1        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type    | reason    | field                 | message |
        | Normal  | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal  | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal  | Created   | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal  | Started   | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |
        | Warning | Unhealthy | spec.containers{main} | Liveness probe failed: cat: can't open '/tmp/ok': No such file or directory |
        | Normal  | Killing   | spec.containers{main} | Container main failed liveness probe, will be restarted |

    @claim:node-1.3-02
    Scenario: A container is healthy as long as the command of its probe succeeds
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "touch /tmp/ok; trap \"exit 0\" TERM; while true; do sleep 0.2; done"], livenessProbe: {exec: {command: [cat, /tmp/ok]}, periodSeconds: 1, failureThreshold: 1}}]
        """
      When 15 seconds pass
      Then within 1 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |

    @claim:node-1.3-01 @claim:node-1.3-03
    Scenario: A container is unhealthy when nothing listens on the port of its probe
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], livenessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1, failureThreshold: 2}}]
        """
      Then within 40 seconds the pod "web" in namespace "shop" shows:
        | RESTARTS |
        | 1        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type    | reason    | field                 | message |
        | Normal  | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal  | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal  | Created   | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal  | Started   | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |
        | Warning | Unhealthy | spec.containers{main} | Liveness probe failed: dial tcp <address>: connect: connection refused |
        | Normal  | Killing   | spec.containers{main} | Container main failed liveness probe, will be restarted |

    @claim:node-1.3-03
    Scenario: A container is healthy as long as its port takes connections
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "httpd -p 8080 -h /tmp; trap \"exit 0\" TERM; while true; do sleep 0.2; done"], livenessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1, failureThreshold: 2}}]
        """
      When 15 seconds pass
      Then within 1 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |

    @claim:node-1.3-01 @claim:node-1.3-04
    Scenario: A container is unhealthy when the answer to the request of its probe is 404
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "httpd -p 8080 -h /tmp; trap \"exit 0\" TERM; while true; do sleep 0.2; done"], livenessProbe: {httpGet: {path: /none, port: 8080}, periodSeconds: 1, failureThreshold: 2}}]
        """
      Then within 40 seconds the pod "web" in namespace "shop" shows:
        | RESTARTS |
        | 1        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type    | reason    | field                 | message |
        | Normal  | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal  | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal  | Created   | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal  | Started   | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |
        | Warning | Unhealthy | spec.containers{main} | Liveness probe failed: HTTP probe failed with statuscode: 404 |
        | Normal  | Killing   | spec.containers{main} | Container main failed liveness probe, will be restarted |

    @claim:node-1.3-04
    Scenario: A container is healthy as long as the answer is 200
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "touch /tmp/ok; httpd -p 8080 -h /tmp; trap \"exit 0\" TERM; while true; do sleep 0.2; done"], livenessProbe: {httpGet: {path: /ok, port: 8080}, periodSeconds: 1, failureThreshold: 2}}]
        """
      When 15 seconds pass
      Then within 1 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |

    @claim:node-1.3-01
    Scenario: An unhealthy container stays ended where the restart policy says so
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 4\" TERM; while true; do sleep 0.2; done"], livenessProbe: {exec: {command: [cat, /tmp/ok]}, periodSeconds: 1, failureThreshold: 1}}]
        """
      Then within 20 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS | RESTARTS |
        | 0/1   | Error  | 0        |

  Rule: A pod that is not ready leaves the endpoints of its Services

    Background:
      Given the objects:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop, labels: {app: web}}
        spec:
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "touch /tmp/ok; httpd -p 8080 -h /tmp; trap \"exit 0\" TERM; while true; do sleep 0.2; done"], readinessProbe: {httpGet: {path: /ok, port: 8080}, periodSeconds: 1, failureThreshold: 1}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
        """

    @claim:node-1.3-05 @claim:node-1.3-06
    Scenario: A pod is ready, and among the endpoints, when its probe succeeds
      Then within 20 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      And within 5 seconds the endpoints "web" in namespace "shop" shows:
        | ENDPOINTS |
        | <address> |

    @claim:node-1.3-05 @claim:node-1.3-06
    Scenario: A pod is not ready, and not among the endpoints, when its probe fails
      Then within 20 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the pod "web" in namespace "shop" runs: rm /tmp/ok
      Then within 20 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 0/1   | Running | 0        |
      And within 5 seconds the endpoints "web" in namespace "shop" shows:
        | ENDPOINTS |
        |           |

    @claim:node-1.3-06
    Scenario: A pod comes back to the endpoints when its probe succeeds again
      Then within 20 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the pod "web" in namespace "shop" runs: rm /tmp/ok
      Then within 20 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 0/1   | Running | 0        |
      When the pod "web" in namespace "shop" runs: touch /tmp/ok
      Then within 20 seconds the endpoints "web" in namespace "shop" shows:
        | ENDPOINTS |
        | <address> |
