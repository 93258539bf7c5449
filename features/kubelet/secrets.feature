@nodes
Feature: Secrets in containers
  A Secret that a pod mounts is a folder in its containers, in which each key is a file with the value itself, no longer in base64. A pod
  whose Secret is missing waits for it.
  Proves chapter 2.4 of the document on security, as far as it speaks of nodes. Upstream: pkg/volume/secret, pkg/kubelet/secret.

  Background:
    Given the node "n1"
    And the namespace "shop"

  Rule: Each key is a file that holds the decoded value

    Background:
      Given the objects:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        data: {password: MTIz, username: amFuZQ==}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          terminationGracePeriodSeconds: 1
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], volumeMounts: [{name: password, mountPath: /etc/password, readOnly: true}]}]
          volumes: [{name: password, secret: {secretName: mysecret, defaultMode: 256}}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |

    @claim:node-2.4-10 @claim:node-1.2-06
    Scenario: A mounted Secret is a folder with a file for each key
      When the pod "web" in namespace "shop" runs: ls /etc/password
      Then it prints:
        """
        password
        username
        """

    @refutes:node-2.4-11
    Scenario: The file of a key holds its value, which is not in base64 there
      When the pod "web" in namespace "shop" runs: cat /etc/password/password
      Then it prints:
        """
        123
        """

    Scenario: The file has the mode that the pod names
      When the pod "web" in namespace "shop" runs: stat -L -c %a /etc/password/password
      Then it prints:
        """
        400
        """

    Scenario: A container does not write into a Secret that is mounted to be read
      When the pod "web" in namespace "shop" runs: echo x > /etc/password/password
      Then it exits with 1 and prints:
        """
        sh: can't create /etc/password/password: Read-only file system
        """

    Scenario: A file changes when its Secret does
      When the administrator sends PATCH /api/v1/namespaces/shop/secrets/mysecret with body:
        """
        {"data":{"password":"eHl6","username":null}}
        """
      And 120 seconds pass
      And the pod "web" in namespace "shop" runs: cat /etc/password/password; echo; ls /etc/password
      Then it prints:
        """
        xyz
        password
        """

    Scenario: The files stay when a Secret is deleted that a pod mounts
      When the administrator tries to delete secret "mysecret" in namespace "shop"
      And 120 seconds pass
      And the pod "web" in namespace "shop" runs: cat /etc/password/password
      Then it prints:
        """
        123
        """

    Scenario: A container has the files of its ServiceAccount
      When the pod "web" in namespace "shop" runs: ls /var/run/secrets/kubernetes.io/serviceaccount; cat /var/run/secrets/kubernetes.io/serviceaccount/namespace
      Then it prints:
        """
        ca.crt
        namespace
        token
        shop
        """

  Rule: A pod waits for a Secret that is missing

    @claim:node-2.4-13
    Scenario: A pod that mounts a Secret which is missing waits, and an event says why
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], volumeMounts: [{name: password, mountPath: /etc/password, readOnly: true}]}]
          volumes: [{name: password, secret: {secretName: mysecret, defaultMode: 256}}]
        """
      Then within 5 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS            | RESTARTS |
        | 0/1   | ContainerCreating | 0        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type    | reason      | field | message |
        | Normal  | Scheduled   |       | Successfully assigned shop/web to n1 |
        | Warning | FailedMount |       | MountVolume.SetUp failed for volume "password" : secret "mysecret" not found |

    @claim:node-2.4-13
    Scenario: The pod starts once the Secret is there
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], volumeMounts: [{name: password, mountPath: /etc/password, readOnly: true}]}]
          volumes: [{name: password, secret: {secretName: mysecret, defaultMode: 256}}]
        """
      Then within 5 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS            | RESTARTS |
        | 0/1   | ContainerCreating | 0        |
      When the administrator tries to create:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        data: {password: MTIz, username: amFuZQ==}
        """
      Then within 60 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |

    @claim:node-2.4-13
    Scenario: A container that takes a variable from a Secret which is missing waits
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: mysecret, key: password}}}]}]
        """
      Then within 5 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS                     | RESTARTS |
        | 0/1   | CreateContainerConfigError | 0        |
      And within 10 seconds the events of the pod "web" in namespace "shop" are:
        | type    | reason    | field                 | message |
        | Normal  | Scheduled |                       | Successfully assigned shop/web to n1 |
        | Normal  | Pulled    | spec.containers{main} | Container image "local/shell" already present on machine<since 1.36:  and can be accessed by the pod> |
        | Warning | Failed    | spec.containers{main} | Error: secret "mysecret" not found |

    Scenario: A container has the value of a Secret in a variable
      Given the objects:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: mysecret, namespace: shop}
        data: {password: MTIz, username: amFuZQ==}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: mysecret, key: password}}}]}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
      When the pod "web" in namespace "shop" runs: echo $PASSWORD
      Then it prints:
        """
        123
        """

    Scenario: A pod does not wait for a Secret that it says it can do without
      Given the object:
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          containers: [{name: main, image: local/shell, imagePullPolicy: Never, command: [sh, -c, "trap \"exit 0\" TERM; while true; do sleep 0.2; done"], volumeMounts: [{name: password, mountPath: /etc/password, readOnly: true}]}]
          volumes: [{name: password, secret: {secretName: mysecret, optional: true}}]
        """
      Then within 10 seconds the pod "web" in namespace "shop" shows:
        | READY | STATUS  | RESTARTS |
        | 1/1   | Running | 0        |
