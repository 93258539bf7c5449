/**
 * Where the programs of a real control plane lie. By the convention of envtest: in the directory that KUBEBUILDER_ASSETS names;
 * TEST_ASSET_KUBE_APISERVER and TEST_ASSET_ETCD name one program each. Without them, in the cache directory of the user, one
 * directory for each version of Kubernetes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { own } from '../../engine/golang/map';
import { memoized } from '../../engine/golang/memoized';

export interface Assets {
  readonly apiServer: string;
  readonly etcd: string;
  /** Where there is none, the controllers of cukernetes do its work. */
  readonly controllerManager?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

function directoryFor(kubernetesVersion: string, environment: Environment): string {
  const named = environment['KUBEBUILDER_ASSETS'];
  if (named !== undefined && named !== '') return named;
  return path.join(environment['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'cukernetes', 'assets', kubernetesVersion);
}

/** Throws an Error that says which program is missing where, and how to name it. */
export function assetsFor(kubernetesVersion: string, environment: Environment = process.env): Assets {
  const directory = directoryFor(kubernetesVersion, environment);
  const find = (program: string, variable: string): string => {
    const file = own(environment, variable) ?? path.join(directory, program);
    if (existsSync(file)) return file;
    throw new Error(
      `No ${program} of Kubernetes ${kubernetesVersion} was found at ${file}. Set KUBEBUILDER_ASSETS to the directory that holds kube-apiserver and etcd ` +
        `(\`setup-envtest use -p path ${kubernetesVersion}.x\` prints one), or ${variable} to the program.`,
    );
  };
  const controllerManager = path.join(directory, 'kube-controller-manager');
  return {
    apiServer: find('kube-apiserver', 'TEST_ASSET_KUBE_APISERVER'),
    etcd: find('etcd', 'TEST_ASSET_ETCD'),
    ...(existsSync(controllerManager) && { controllerManager }),
  };
}

/** What the program says of itself: `1.36` of `Kubernetes v1.36.3`. */
export const versionOfProgram = memoized((file: string): string => {
  const printed = execFileSync(file, ['--version'], { encoding: 'utf8' });
  const version = /^Kubernetes v(\d+\.\d+)/.exec(printed)?.[1];
  if (version === undefined) throw new Error(`${file} --version printed ${JSON.stringify(printed)}, which names no version of Kubernetes.`);
  return version;
});
