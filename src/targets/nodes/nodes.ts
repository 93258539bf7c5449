/** What a target with nodes lets scenarios do beside its API: kubelets, time, and commands in containers. */
export interface PodPlace {
  readonly namespace: string;
  readonly name: string;
}

/** What a command in a container came to. */
export interface ExecOutcome {
  readonly exitCode: number;
  /** Both streams, in the order in which they were written. */
  readonly output: string;
}

export interface Nodes {
  /** A node of this name with a kubelet, which has these flags of kubelet. Where nodes are there already, one of them stands for it. */
  add(name: string, flags: Readonly<Record<string, string>>): Promise<void>;
  /** The node is there still, and nothing speaks for it. */
  stopKubelet(name: string): Promise<void>;
  /** Writes a manifest into the folder of static pods, or removes it. */
  setManifest(node: string, file: string, text: string | undefined): Promise<void>;
  /** Lets time pass: that of the scenario, or where nothing moves it, that of the world. */
  pass(seconds: number): Promise<void>;
  /** Until it is so, for so many seconds at most. Whether it was so in the end is for the caller to compare. */
  until(seconds: number, isSo: () => Promise<boolean>): Promise<void>;
  /** In the first container of the pod. */
  exec(pod: PodPlace, command: readonly string[]): Promise<ExecOutcome>;
  close(): Promise<void>;
}
