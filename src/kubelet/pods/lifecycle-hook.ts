/** The hooks of a container after it started and before it ends. Upstream: pkg/kubelet/lifecycle/handlers.go */
import { quote } from '../../engine/golang/quote';
import type { KubeletContext } from '../context';
import { podText, type Container, type LifecycleHandler, type Pod } from '../pod';
import { runProbe } from '../probes/probe';

const HOOK_SECONDS = 30;

/** Why it failed; undefined: it did not. */
export async function runHook(context: KubeletContext, pod: Pod, container: Container, id: string, hook: LifecycleHandler): Promise<string | undefined> {
  const { runtime, clock, version } = context;
  const where = `for Container "${container.name}" in Pod "${podText(pod)}" failed - error:`;
  if (hook.exec !== undefined) {
    const command = hook.exec.command ?? [];
    const { exitCode, output } = await runtime
      .execSync(id, command, HOOK_SECONDS * 1000)
      .catch((error: unknown) => ({ exitCode: -1, output: (error as Error).message }));
    return exitCode === 0
      ? undefined
      : `Exec lifecycle hook ([${command.join(' ')}]) ${where} command '${command.join(' ')}' exited with ${exitCode}: ${output}, message: ${quote(output)}`;
  }
  if (hook.sleep !== undefined) {
    const { seconds } = hook.sleep;
    await new Promise<void>((resolve) => clock.after(seconds * 1000, resolve));
    return undefined;
  }
  if (hook.httpGet === undefined) return undefined;
  const [sandbox] = runtime.sandboxes(pod.metadata.uid).filter(({ isReady }) => isReady);
  const target = { runtime, clock, container, containerId: id, sandboxId: sandbox?.id ?? '', podIP: sandbox?.ip ?? '' };
  const { succeeded, output } = await runProbe({ httpGet: hook.httpGet, timeoutSeconds: HOOK_SECONDS }, target, version.name);
  return succeeded ? undefined : `HTTP lifecycle hook (${hook.httpGet.path ?? ''}) ${where} ${output}`;
}
