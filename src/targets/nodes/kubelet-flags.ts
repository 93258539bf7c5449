/** Flags of kubelet that a scenario can give, by their names without dashes. */
import type { KubeletOptions } from '../../kubelet/kubelet';
import { table } from '../../engine/golang/map';

type Chosen = Partial<Pick<KubeletOptions, 'registerNode' | 'nodeLabels' | 'maxPods' | 'nodeIP'>>;

const labelsOf = (value: string): Readonly<Record<string, string>> =>
  Object.fromEntries(value.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));

const FLAGS = table<(value: string) => Chosen>({
  'register-node': (value) => ({ registerNode: value === 'true' }),
  'node-labels': (value) => ({ nodeLabels: labelsOf(value) }),
  'node-ip': (value) => ({ nodeIP: value }),
  'max-pods': (value) => ({ maxPods: Number(value) }),
});

export function kubeletOptions(flags: Readonly<Record<string, string>>): Chosen {
  return Object.entries(flags).reduce<Chosen>((all, [name, value]) => {
    const chosen = FLAGS[name];
    if (chosen === undefined) throw new Error(`--${name} of kubelet has no effect here: give one of ${Object.keys(FLAGS).join(', ')}.`);
    return { ...all, ...chosen(value) };
  }, {});
}
