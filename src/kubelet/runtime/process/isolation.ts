/**
 * How the process runtime sets a container apart: mount, PID, UTS and IPC namespaces of its own and a root of its own, with unshare of
 * util-linux; as another user than root in a user namespace too. Not set apart: the network, which is this machine's, so that two pods
 * cannot listen on the same port; users; what a container may take of CPU and memory.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Mount } from '../runtime';

const run = promisify(execFile);

export interface Isolation {
  /** The options of unshare and nsenter besides those of all. */
  readonly user: { readonly unshare: readonly string[]; readonly nsenter: readonly string[] };
}

const NAMESPACES = ['--mount', '--uts', '--ipc'];

/** Throws when this machine does not let it. */
export async function findIsolation(): Promise<Isolation> {
  const asRoot: Isolation = { user: { unshare: [], nsenter: [] } };
  const asUser: Isolation = { user: { unshare: ['--user', '--map-root-user'], nsenter: ['--user', '--preserve-credentials'] } };
  const tried = process.getuid?.() === 0 ? [asRoot, asUser] : [asUser];
  let failure = '';
  for (const isolation of tried) {
    const works = await run('unshare', [...isolation.user.unshare, ...NAMESPACES, '--pid', '--fork', 'mount', '--bind', '/tmp', '/tmp']).then(
      () => true,
      (error: unknown) => {
        failure = (error as Error).message.trim();
        return false;
      },
    );
    if (works) return isolation;
  }
  throw new Error(`containers cannot run as processes here, because namespaces are refused: ${failure}`);
}

/** Prepares the root and becomes the command; it is `ready` only inside of the root, where commands can be run beside it. Its arguments: root, host name, how many mounts, three words for each, the working directory, the command. */
const SETUP = `set -e
root=$1 name=$2 count=$3; shift 3
hostname "$name" 2>/dev/null || true
mount --bind "$root" "$root"
for device in null zero full random urandom; do : > "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
mount -t proc proc "$root/proc" 2>/dev/null || mount --rbind /proc "$root/proc"
while [ "$count" -gt 0 ]; do
  if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$(dirname "$root$2")"; [ -e "$root$2" ] || : > "$root$2"; fi
  mount --bind "$1" "$root$2"
  [ "$3" = rw ] || mount -o remount,bind,ro "$root$2"
  shift 3; count=$((count - 1))
done
directory=$1; shift
exec busybox chroot "$root" /bin/busybox sh -c 'cd "$0" && echo ready >&3 && exec 3>&- && exec "$@"' "$directory" "$@"
`;

export interface ContainerCommand {
  /** Where programs are looked for. */
  readonly path: string;
  readonly root: string;
  readonly hostname: string;
  readonly mounts: readonly Mount[];
  readonly workingDir: string;
  readonly command: readonly string[];
}

/** The words of a command that runs a container; it says `ready` on descriptor 3 when the command begins. */
export function containerCommand({ user }: Isolation, { path, root, hostname, mounts, workingDir, command }: ContainerCommand): readonly string[] {
  const mounted = mounts.flatMap(({ hostPath, containerPath, readOnly }) => [hostPath, containerPath, readOnly ? 'ro' : 'rw']);
  const words = [root, hostname, String(mounts.length), ...mounted, workingDir === '' ? '/' : workingDir, '/bin/busybox', 'env', `PATH=${path}`, ...command];
  return ['unshare', ...user.unshare, ...NAMESPACES, '--pid', '--fork', '--kill-child', 'busybox', 'sh', '-c', SETUP, 'sh', ...words];
}

/** The words of a command that runs another one where the process is. */
export const insideCommand = ({ user }: Isolation, pid: number, command: readonly string[]): readonly string[] => [
  'nsenter',
  `--target=${pid}`,
  ...user.nsenter,
  ...NAMESPACES,
  '--pid',
  '--root',
  '--wd=/',
  '--',
  ...command,
];
