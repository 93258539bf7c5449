/** The kinds of API server that scenarios run on, by the names that profiles and --target use. Each is loaded when it is named. */
import type { TargetKind } from './target';
import { table } from '../engine/golang/map';

// Not by import(), which the compiler leaves as it is and which then wants other file names.
const TARGETS = table<() => TargetKind>({
  embedded: () => (require('./embedded') as typeof import('./embedded')).embedded,
  http: () => (require('./http') as typeof import('./http')).http,
  http2: () => (require('./http') as typeof import('./http')).http2,
  envtest: () => (require('./envtest/envtest') as typeof import('./envtest/envtest')).envtest,
  cluster: () => (require('./cluster/cluster') as typeof import('./cluster/cluster')).cluster,
});

/** Throws an Error that lists the names when there is none of this name. */
export function targetKind(name: string): TargetKind {
  const load = TARGETS[name];
  if (load === undefined) throw new Error(`Unknown target ${JSON.stringify(name)}: name one of ${Object.keys(TARGETS).join(', ')}.`);
  return load();
}
