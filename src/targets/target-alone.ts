/** Opens one target in a session of its own, which ends when the target is closed. */
import type { Target, TargetKind, TargetOptions } from './target';

export async function openAlone(kind: TargetKind, options: TargetOptions): Promise<Target> {
  const session = await kind.connect({});
  try {
    const target = await session.open(options);
    const close = target.close.bind(target);
    return Object.assign(target, { close: () => close().finally(() => session.close()) });
  } catch (error) {
    await session.close();
    throw error;
  }
}
