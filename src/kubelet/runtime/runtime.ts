/**
 * What a kubelet asks of a container runtime, in the shape of the Container Runtime Interface: sandboxes, containers in them, images.
 * Upstream: k8s.io/cri-api/pkg/apis/runtime/v1
 */
import type { Duplex, Readable, Writable } from 'node:stream';

/** Of the pod that a sandbox or container belongs to. */
export interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
}
export interface SandboxConfig extends PodIdentity {
  readonly hostname: string;
  readonly hostNetwork: boolean;
}
export interface Sandbox {
  readonly id: string;
  readonly pod: PodIdentity;
  readonly isReady: boolean;
  readonly ip: string;
  readonly createdAt: number;
}
export interface Mount {
  readonly hostPath: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
}
export interface ContainerConfig {
  readonly name: string;
  readonly attempt: number;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly workingDir: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly mounts: readonly Mount[];
  /** A file of this machine, in the format of CRI: time, stream, F or P, text. */
  readonly logPath: string;
  readonly stdin: boolean;
  readonly tty: boolean;
}
export interface ContainerInfo {
  readonly id: string;
  readonly sandboxId: string;
  readonly pod: PodIdentity;
  readonly name: string;
  readonly attempt: number;
  readonly state: 'created' | 'running' | 'exited';
  readonly image: string;
  readonly imageRef: string;
  readonly createdAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly exitCode: number;
  /** Completed or Error, as containerd says. */
  readonly reason: string;
  readonly message: string;
  readonly logPath: string;
}
export interface RuntimeImage {
  readonly id: string;
  /** As statuses name it: docker.io/local/shell:latest */
  readonly name: string;
  readonly size: number;
}
export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}
export interface ExecResult {
  readonly exitCode: number;
  /** Both streams, in the order in which they were written. */
  readonly output: string;
}
export interface ExecStreams {
  readonly stdin?: Readable | undefined;
  readonly stdout?: Writable | undefined;
  readonly stderr?: Writable | undefined;
  readonly tty: boolean;
}
export interface Execution {
  /** The exit code; rejects when the command cannot be started. */
  readonly done: Promise<number>;
  kill(): void;
}

export interface ImageService {
  /** The image if it is here. */
  imageStatus(image: string): Promise<RuntimeImage | undefined>;
  /** Rejects in the words of the runtime. */
  pullImage(image: string, credentials: RegistryCredentials | undefined): Promise<RuntimeImage>;
  listImages(): Promise<readonly RuntimeImage[]>;
}

export interface Runtime extends ImageService {
  /** As container IDs begin: containerd:// */
  readonly name: string;
  readonly version: string;
  runSandbox(config: SandboxConfig): Promise<Sandbox>;
  /** Ends what still runs in it. */
  stopSandbox(id: string): Promise<void>;
  removeSandbox(id: string): Promise<void>;
  sandboxes(podUid: string): readonly Sandbox[];
  createContainer(sandboxId: string, config: ContainerConfig): Promise<string>;
  startContainer(id: string): Promise<void>;
  /** Asks the container to end, and after so many seconds kills it. Resolves when it has ended. */
  stopContainer(id: string, graceSeconds: number): Promise<void>;
  removeContainer(id: string): Promise<void>;
  /** Oldest first. */
  containers(podUid: string): readonly ContainerInfo[];
  execSync(id: string, command: readonly string[], timeoutMilliseconds: number): Promise<ExecResult>;
  exec(id: string, command: readonly string[], streams: ExecStreams): Execution;
  attach(id: string, streams: ExecStreams): Execution;
  /** A connection to a port of the pod; rejects in Go's words. */
  dial(sandboxId: string, port: number): Promise<Duplex>;
  /** Calls the listener with the UID of a pod in which a container ended by itself. */
  onExit(listener: (podUid: string) => void): void;
  /** Ends everything. */
  close(): Promise<void>;
}

/** The failure of an exec that ran out of time. */
export class ExecTimeout extends Error {}
