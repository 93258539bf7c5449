import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import type { JsonObject } from '../engine/api/objects';
import { VERSIONS } from '../engine/versions';
import { casesOf, NodeCluster, type Case } from './golden-node.fixture';

/** What kube-scheduler and kube-controller-manager write, which do not run here. */
const ofOthers = (seen: JsonObject): JsonObject => {
  const events = seen['events'] as readonly string[] | undefined;
  if (events !== undefined) return { events: events.filter((event) => !event.includes('| default-scheduler |')) };
  const taints = /"taints":\[\{"key":"node.kubernetes.io\/not-ready","effect":"NoSchedule"\}\]/;
  return JSON.parse(JSON.stringify(seen).replace('"node.alpha.kubernetes.io/ttl":"0",', '').replace(taints, '')) as JsonObject;
};
const namespacesOf = ({ steps }: Case): ReadonlySet<string> => new Set(JSON.stringify(steps).match(/(?<=namespace: )[a-z0-9-]+/g) ?? []);

for (const version of VERSIONS)
  describe(`a node of ${version} does what a real one did:`, () => {
    let cluster: NodeCluster;
    before(async () => {
      cluster = await NodeCluster.start(version);
    });
    after(() => cluster.close());

    for (const each of casesOf(version))
      it(`${each.name}: ${each.about}`, async () => {
        for (const namespace of namespacesOf(each)) await cluster.createNamespace(namespace);
        for (const [index, step] of each.steps.entries()) {
          const got = await cluster.play(step);
          if (got !== undefined) expect({ step, seen: ofOthers(got) }).toEqual({ step, seen: ofOthers(each.seen[index] ?? {}) });
        }
        for (const namespace of namespacesOf(each)) expect(await cluster.deleteNamespace(namespace)).toBe(true);
      });
  });
