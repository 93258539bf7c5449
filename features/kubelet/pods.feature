@nodes
Feature: Pods on a node
  The kubelet of a node makes of each pod that is bound to it containers that run, in their order, and starts those again that end, as the
  pod's restart policy says. Events say what it did.
  Proves chapters 1 and 1.2 of the document on security. Upstream: pkg/kubelet/kubelet.go, pkg/kubelet/kuberuntime.

  Background:
    Given the node "n1"
    And the namespace "shop"

  Rule: The containers of a pod run on its node

    @claim:node-1-01
    Scenario: A pod that is created runs on a node
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"]}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type   | reason    | field                 | message |
        | Normal | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created   | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal | Started   | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |

    @claim:node-1-01
    Scenario: A command runs in a container of the pod
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], env: [{name: COLOUR, value: green}]}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the pod "web" in namespace "shop" runs: echo $COLOUR; exit 3
      Then it exits with 3 and prints:
        """
        green
        """

    Scenario: A pod for a node that is not there runs nowhere
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          nodeName: n2
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"]}]
        """
      When 30 seconds pass
      Then within 1 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 0/1   | Pending | 0        |

    Scenario: A container whose image is not there and may not be pulled waits
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/none, imagePullPolicy: Never}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS            | RESTARTS |
        | 0/1   | ErrImageNeverPull | 0        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type    | reason            | field                 | message |
        | Normal  | Scheduled         |                       | Successfully assigned shop/web to n1 |
        | Warning | ErrImageNeverPull | spec.containers{main} | Container image "local/none" is not present with pull policy of Never |
        | Warning | Failed            | spec.containers{main} | Error: ErrImageNeverPull |

  Rule: Init containers run one after the other, before the others

    Scenario: What init containers have written is there for the others
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          initContainers:
            - {name: a, image: local/shell, imagePullPolicy: Never, command: [sh, -c, echo one > /work/file], volumeMounts: [{name: work, mountPath: /work}]}
            - {name: b, image: local/shell, imagePullPolicy: Never, command: [sh, -c, echo two >> /work/file], volumeMounts: [{name: work, mountPath: /work}]}
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], volumeMounts: [{name: work, mountPath: /work}]}]
          volumes: [{name: work, emptyDir: {}}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type   | reason    | field                  | message |
        | Normal | Scheduled |                        | Successfully assigned shop/web to n1 |
        | Normal | Pulled    | spec.initContainers{a} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created   | spec.initContainers{a} | <until 1.20: Created container a><since 1.36: Container created> |
        | Normal | Started   | spec.initContainers{a} | <until 1.20: Started container a><since 1.36: Container started> |
        | Normal | Pulled    | spec.initContainers{b} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created   | spec.initContainers{b} | <until 1.20: Created container b><since 1.36: Container created> |
        | Normal | Started   | spec.initContainers{b} | <until 1.20: Started container b><since 1.36: Container started> |
        | Normal | Pulled    | spec.containers{main}  | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created   | spec.containers{main}  | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal | Started   | spec.containers{main}  | <until 1.20: Started container main><since 1.36: Container started> |
      When the pod "web" in namespace "shop" runs: cat /work/file
      Then it prints:
        """
        one
        two
        """

    Scenario: The others wait for an init container that fails
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          initContainers: [{name: a, image: local/shell, imagePullPolicy: Never, command: [sh, -c, exit 1]}]
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"]}]
        """
      Then within 5 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS                | RESTARTS |
        | 0/1   | Init:CrashLoopBackOff | 1        |

  Rule: The restart policy says what becomes of a container that ends

    Scenario Outline: A pod with the restart policy <policy> and a container that ends with <code> shows <status>
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          restartPolicy: <policy>
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "exit <code>"]}]
        """
      Then within 5 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS   | RESTARTS   |
        | 0/1   | <status> | <restarts> |

      Examples:
        | policy    | code | status           | restarts |
        | Never     | 0    | Completed        | 0        |
        | Never     | 3    | Error            | 0        |
        | OnFailure | 0    | Completed        | 0        |
        | OnFailure | 3    | CrashLoopBackOff | 1        |
        | Always    | 0    | CrashLoopBackOff | 1        |

    @refutes:node-1.2-11
    Scenario: A container that ends is started again when the pod names no restart policy
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "exit 0"]}]
        """
      Then within 30 seconds the pod "web" in namespace "shop" shows:
        | STATUS           | RESTARTS |
        | CrashLoopBackOff | 2        |

    Scenario: A container that fails again and again is started after longer and longer waits
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          restartPolicy: OnFailure
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "exit 1"]}]
        """
      Then within 30 seconds the pod "web" in namespace "shop" shows:
        | STATUS           | RESTARTS |
        | CrashLoopBackOff | 2        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type    | reason    | field                 | message |
        | Normal  | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal  | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal  | Created   | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal  | Started   | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |
        | Warning | BackOff   | spec.containers{main} | Back-off restarting failed container<since 1.36:  main in pod web_shop(<uid>)> |
      And within 30 seconds the pod "web" in namespace "shop" shows:
        | STATUS           | RESTARTS |
        | CrashLoopBackOff | 3        |
      And within 60 seconds the pod "web" in namespace "shop" shows:
        | STATUS           | RESTARTS |
        | CrashLoopBackOff | 4        |

  Rule: A pod that is deleted ends first

    Scenario: A container that ends when it is asked to is gone at once
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          terminationGracePeriodSeconds: 20
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"]}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the administrator tries to delete pod "web" in namespace "shop"
      Then within 5 seconds the pod "web" in namespace "shop" is gone
      And within 1 seconds the events of the pod "web" in namespace "shop" are:
        | type   | reason    | field                 | message |
        | Normal | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created   | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal | Started   | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |
        | Normal | Killing   | spec.containers{main} | Stopping container main |

    Scenario: A container that does not hear is killed when its time is over
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          terminationGracePeriodSeconds: 10
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "sleep 3600"]}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the administrator tries to delete pod "web" in namespace "shop"
      And 5 seconds pass
      Then within 1 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS      |
        | 1/1   | Terminating |
      And within 10 seconds the pod "web" in namespace "shop" is gone

  Rule: A container whose description changes is made anew

    @claim:node-1.2-10
    Scenario: A pod whose image changes gets another container
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          automountServiceAccountToken: false
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"]}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the administrator sends PATCH /api/v1/namespaces/shop/pods/web with body:
        """
        {"spec":{"containers":[{"name":"main","image":"luksa/kubectl-proxy","imagePullPolicy":"Never","command":["sh","-c","trap \"exit 0\" TERM; while true; do sleep 0.2; done"],"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","resources":{}}]}}
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 1        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type   | reason    | field                 | message |
        | Normal | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Pulled    | spec.containers{main} | Container image "luksa/kubectl-proxy" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Normal | Created   | spec.containers{main} | <until 1.20: Created container main><since 1.36: Container created> |
        | Normal | Started   | spec.containers{main} | <until 1.20: Started container main><since 1.36: Container started> |
        | Normal | Killing   | spec.containers{main} | Container main definition changed, will be restarted |
