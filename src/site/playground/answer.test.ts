/** The playground in Node: what is wrong with manifests, and the bundle. That a browser answers as the commands do is checked by npm run pages. */
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { expect } from 'expect';
import { VERSIONS } from '../../engine/versions';
import { Playground, type Asked } from './answer';
import { makePlayground } from './bundle';
import { EXAMPLES } from './examples';

const asked = (more: Partial<Asked>): Asked => ({
  kubernetesVersion: '1.37',
  manifests: '',
  command: 'explain',
  verb: 'get',
  type: 'pods',
  as: 'jane',
  asGroup: [],
  ...more,
});
const ROLE = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\nrules:\n- apiGroups: [""]\n  resources: [pods]\n  verbs: []\n';

describe('the playground', () => {
  it('says at which line text is not YAML', async () => {
    const { faults, exitCode, stderr } = await new Playground().answer(asked({ manifests: 'kind: Role\nrules: [\n' }));
    expect(faults).toMatchObject([{ line: 2, level: 'error', message: expect.stringContaining('this is not YAML') as unknown }]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('manifests.yaml:2: this is not YAML');
  });

  it('says at which line a server refuses an object, and answers without it', async () => {
    const { faults, stdout } = await new Playground().answer(asked({ manifests: ROLE }));
    expect(faults).toMatchObject([{ line: 7, message: expect.stringContaining('rules[0].verbs: Required value') as unknown }]);
    expect(stdout).toContain('no: jane may not get pods in the namespace "default"');
  });

  it('says what cannot be answered', async () => {
    const { stdout, stderr, exitCode } = await new Playground().answer(asked({ type: 'gadgets' }));
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain('Kubernetes 1.37 has no resource called "gadgets".');
  });

  for (const kubernetesVersion of VERSIONS)
    it(`answers its examples, ${kubernetesVersion}`, async () => {
      const playground = new Playground();
      for (const example of EXAMPLES) {
        const { stdout, stderr } = await playground.answer(asked({ ...example, kubernetesVersion }));
        expect(stdout).not.toBe('');
        // Of the custom resource of an example no definition is there, as a user would not paste it beside roles; kubectl says so, too.
        const warning = "Warning: the server doesn't have a resource type 'widgets' in group 'example.com'\n";
        if (!example.manifests.includes('v1beta1')) expect(stderr).toBe(example.type === 'widgets.example.com' ? warning : '');
      }
    });

  it('is a script of less than 400 KB compressed that takes nothing of Node', async () => {
    const script = await makePlayground();
    expect(gzipSync(script).length).toBeLessThan(400_000);
    expect(/require\(["'](?:node:)?(?:fs|path|crypto|buffer|zlib|os)["']\)/.exec(script)).toBeNull();
  });
});
