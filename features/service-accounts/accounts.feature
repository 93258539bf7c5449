Feature: ServiceAccounts and their Secrets
  An account names the Secrets that it may use and those that images are pulled with. Until 1.23 one of them holds its token; since 1.24 a
  Secret with a token is made only for who asks for it.
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

    Scenario: In the list of the document, which names the Secrets for images within that of the others, they are not read
      When the administrator sends POST /api/v1/namespaces/shop/serviceaccounts with body:
        """
        {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"myserviceaccount"},"secrets":[{"kind":"Secret","name":"secret1","apiVersion":"v1"},{"kind":"Secret","name":"secret2","apiVersion":"v1","imagePullSecrets":[{"name":"secret1"}]}]}
        """
      Then the serviceaccount "myserviceaccount" in namespace "shop" is:
        """
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          creationTimestamp: <time>
          name: myserviceaccount
          namespace: shop
          resourceVersion: <resourceVersion>
          uid: <uid>
        secrets:
          - name: secret1
          - name: secret2
          <until 1.20: - name: myserviceaccount-token-<rand>>
        """

    Scenario: Secrets that are no list are refused
      When the administrator sends POST /api/v1/namespaces/shop/serviceaccounts with body:
        """
        {"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"x"},"automountServiceAccountToken":false,"secrets":"no"}
        """
      Then the request fails with 400 BadRequest:
        """
        ServiceAccount in version "v1" cannot be handled as a ServiceAccount: <until 1.20: v1.ServiceAccount.Secrets: []v1.ObjectReference: decode slice: expect [ or n, but found ", error found in #10 byte of ...|secrets":"no"}|..., bigger context ...|},"automountServiceAccountToken":false,"secrets":"no"}|...><since 1.36: json: cannot unmarshal string into Go struct field ServiceAccount.secrets of type []v1.ObjectReference>
        """

    Scenario: A Secret with a token is made for who asks for it, and knows its account
      Given the object:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: robot, namespace: shop, annotations: {kubernetes.io/service-account.name: default}}
        type: kubernetes.io/service-account-token
        """
      When the administrator sends GET /api/v1/namespaces/shop/secrets/robot
      And the bearer of that token sends GET /api/v1/nodes
      Then the request is forbidden with:
        """
        nodes is forbidden: User "system:serviceaccount:shop:default" cannot list resource "nodes" in API group "" at the cluster scope
        """

    Scenario: A Secret for the token of an account that is missing is deleted
      Given the object:
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: robot, namespace: shop, annotations: {kubernetes.io/service-account.name: missing}}
        type: kubernetes.io/service-account-token
        """
      When the administrator tries to get the missing secret "robot" in namespace "shop"
      Then the request fails with 404 NotFound:
        """
        secrets "robot" not found
        """

  Rule: Every namespace has the account default

    Scenario: The account default is made anew when it is deleted
      When the administrator tries to delete serviceaccount "default" in namespace "shop"
      And the administrator tries to get serviceaccount "default" in namespace "shop"
      Then the request is allowed

    Scenario: An account with another name is not made anew
      Given the object:
        """
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: shop}}
        """
      When the administrator tries to delete serviceaccount "robot" in namespace "shop"
      And the administrator tries to get the missing serviceaccount "robot" in namespace "shop"
      Then the request fails with 404 NotFound:
        """
        serviceaccounts "robot" not found
        """
