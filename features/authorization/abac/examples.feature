Feature: Examples of ABAC policies
  In ABAC mode a request is allowed when a line of the policy file allows it; a line cannot forbid. What a policy of
  version v1beta1 leaves out matches only what the request leaves out too.
  Proves chapter 4.2 of the document on authorization and chapter 2.2 of the document on security.

  Background:
    Given the API server runs with the flags:
      | authorization-mode        | ABAC                                          |
      | authorization-policy-file | features/authorization/abac/policies.jsonl    |

  Rule: A policy with wildcards allows its user everything with resources

    @claim:authz-4.2-26 @claim:authz-4.2-01 @claim:authz-4.2-03 @claim:node-2.2-06 @claim:authz-3.1-19
    Scenario: A policy with wildcards allows its user everything
      Then alice can:
        | verb   | object                            | answer |
        | delete | secret "s" in namespace "foo"     | yes    |
        | create | deployments in namespace "foo"    | yes    |
        | list   | nodes                             | yes    |

    @claim:node-2.2-03
    Scenario: A policy with wildcards does not count for another user
      When dave tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "dave" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """

  Rule: A policy that is readonly allows to get, list and watch

    @claim:authz-4.2-27 @claim:authz-4.2-28
    Scenario: A readonly policy lets kubelet read pods, and another one lets it write events
      Given the namespace "foo"
      Then kubelet can:
        | verb   | object                          | answer |
        | get    | pod "web" in namespace "foo"    | yes    |
        | delete | the missing pod "web" in namespace "foo"    | no     |
        | list   | events in namespace "foo"       | yes    |
        | create | events in namespace "foo"       | yes    |

    @claim:authz-4.2-27
    Scenario: A readonly policy does not let kubelet delete pods
      When kubelet tries to delete pod "web" in namespace "foo"
      Then the request is forbidden with:
        """
        pods "web" is forbidden: User "kubelet" cannot delete resource "pods" in API group "" in the namespace "foo": <since 1.37: abac: >No policy matched.
        """

  Rule: A policy counts in the namespace that it names

    @claim:authz-4.2-29
    Scenario: A policy with a namespace does not count in another one
      Given the namespace "foo"
      Then bob can:
        | verb   | object                                    | answer |
        | list   | pods in the missing namespace "projectCaribou"        | yes    |
        | list   | pods in namespace "foo"                   | no     |
        | create | pods in the missing namespace "projectCaribou"        | no     |
        | list   | services in the missing namespace "projectCaribou"    | no     |

  Rule: A ServiceAccount is a user by its full name

    @claim:authz-4.2-23 @claim:authz-4.2-24
    Scenario: A policy for a ServiceAccount does not count for one of another namespace
      When system:serviceaccount:kube-public:default tries to list nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:serviceaccount:kube-public:default" cannot list resource "nodes" in API group "" at the cluster scope: <since 1.37: abac: >No policy matched.
        """
      And system:serviceaccount:kube-system:default can:
        | verb | object | answer |
        | list | nodes  | yes    |

  Rule: A line without a version is of the old format

    @refutes:authz-4.2-04
    Scenario: A policy without a version limits its user to reading pods of one namespace
      Given the namespaces "foo" and "bar"
      Then carol can:
        | verb   | object                     | answer |
        | list   | pods in namespace "foo"    | yes    |
        | create | pods in namespace "foo"    | no     |
        | list   | pods in namespace "bar"    | no     |
