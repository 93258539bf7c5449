/**
 * Which certificate policies hold along a chain, as a graph with a layer for each certificate.
 * After RFC 9618 and the type policyGraph of crypto/x509/verify.go.
 */
export const ANY_POLICY = '551d2000';

interface Node {
  readonly policy: string;
  /** What the certificate below may call it. */
  expected: readonly string[];
  readonly parents: Set<Node>;
  readonly children: Set<Node>;
}

function nodeOf(policy: string, parents: readonly Node[], expected: readonly string[] = [policy]): Node {
  const node: Node = { policy, expected, parents: new Set(parents), children: new Set() };
  for (const parent of parents) parent.children.add(node);
  return node;
}

export class PolicyGraph {
  readonly #layers: Map<string, Node>[] = [new Map([[ANY_POLICY, nodeOf(ANY_POLICY, [])]])];

  get #leaves(): Map<string, Node> {
    return this.#layers.at(-1) ?? new Map<string, Node>();
  }

  get #parents(): readonly Node[] {
    return [...(this.#layers.at(-2)?.values() ?? [])];
  }

  has(policy: string): boolean {
    return this.#leaves.has(policy);
  }

  /** Adds a layer of the policies of a certificate. */
  descend(policies: readonly string[], isAnyTaken: boolean): void {
    this.#layers.push(new Map());
    for (const policy of policies) {
      if (policy === ANY_POLICY) continue;
      const expecting = this.#parents.filter(({ expected }) => expected.includes(policy));
      const parents = expecting.length > 0 ? expecting : this.#parents.filter((parent) => parent.policy === ANY_POLICY);
      if (parents.length > 0) this.#leaves.set(policy, nodeOf(policy, parents));
    }
    if (isAnyTaken && policies.includes(ANY_POLICY)) this.#fill();
    this.prune();
  }

  /** Gives what is expected and was not named a leaf. */
  #fill(): void {
    const missing = new Map<string, Node[]>();
    for (const parent of this.#parents)
      for (const policy of parent.expected) if (!this.has(policy)) missing.set(policy, [...(missing.get(policy) ?? []), parent]);
    for (const [policy, parents] of missing) this.#leaves.set(policy, nodeOf(policy, parents));
  }

  /** What a policy is called below. */
  map(policy: string, names: readonly string[]): void {
    const leaf = this.#leaves.get(policy);
    const any = this.#leaves.get(ANY_POLICY);
    if (leaf !== undefined) leaf.expected = names;
    else if (any !== undefined) this.#leaves.set(policy, nodeOf(policy, [any], names));
  }

  remove(policy: string): void {
    const leaf = this.#leaves.get(policy);
    if (leaf === undefined) return;
    for (const parent of leaf.parents) parent.children.delete(leaf);
    this.#leaves.delete(policy);
  }

  /** Takes out what leads to no leaf. */
  prune(): void {
    for (const layer of this.#layers.slice(1, -1).reverse()) {
      for (const [policy, node] of layer) {
        if (node.children.size > 0) continue;
        for (const parent of node.parents) parent.children.delete(node);
        layer.delete(policy);
      }
    }
  }

  /** Reports whether a policy holds for the leaf of the chain. */
  get isAnyValid(): boolean {
    const nodes = this.#layers.flatMap((layer) => [...layer.values()]);
    return this.has(ANY_POLICY) || nodes.some(({ policy, parents }) => policy !== ANY_POLICY && parents.size === 1 && [...parents][0]?.policy === ANY_POLICY);
  }
}
