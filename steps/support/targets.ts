/** The targets that a profile of cucumber.js can name. */
import { openEmbedded, openHttp, type OpenTarget } from '../../src/index';

const TARGETS = { embedded: openEmbedded, http: openHttp } as const satisfies Record<string, OpenTarget>;

export type TargetName = keyof typeof TARGETS;

export function openerOf(name: string): OpenTarget {
  if (Object.hasOwn(TARGETS, name)) return TARGETS[name as TargetName];
  throw new Error(`There is no target ${JSON.stringify(name)}: name one of ${Object.keys(TARGETS).join(', ')} in the world parameter "target".`);
}
