import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { optionsFor } from '../../options/parse';
import { zpage } from './zpages';

interface Recorded {
  readonly exchanges: readonly {
    readonly request: { readonly path: string; readonly headers?: Readonly<Record<string, string>> };
    readonly response: { readonly headers: Readonly<Record<string, string>>; readonly body: unknown };
  }[];
}

/** What the recorded server was started with, but for its files and where it listened. */
const FLAGS = {
  'feature-gates': 'ComponentFlagz=true,ComponentStatusz=true',
  'audit-log-maxage': '7',
  'max-requests-inflight': '300',
  'authorization-mode': 'Node,RBAC',
  'allow-privileged': 'true',
  'service-account-issuer': 'https://kubernetes.default.svc',
};
/** What the machine decides, and sizes that a real server writes in the order of a Go map. */
const OF_MACHINE = /^(watch-cache-sizes|advertise-address|bind-address|external-hostname|secure-port|cert-dir|etcd-servers|.*-file)$/;

const recordedOf = (version: string): Recorded =>
  JSON.parse(readFileSync(path.join(__dirname, `../../../../testdata/recordings/${version}/zpages/on.json`), 'utf8')) as Recorded;

function bodies(version: string, target: string, accept: string): { readonly real: unknown; readonly own: string } {
  const recorded = recordedOf(version).exchanges.find(({ request }) => request.path === target && request.headers?.['accept'] === accept);
  const options = optionsFor({ kubernetesVersion: version, flags: FLAGS });
  const request = { method: 'GET', target, headers: { accept } };
  const answer = zpage({ request, info: { path: target } }, { options });
  return { real: recorded?.response.body, own: answer !== undefined && 'text' in answer ? String(answer.text) : '' };
}

const withoutMachine = (flags: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(flags).filter(([name]) => !OF_MACHINE.test(name)));

/** The times of the process, and what separates names and values, are left out. */
const plain = (text: string): string => text.replace(/^(Started|Up)(?:: |[:= ]) .*$/gm, '$1').replace(/^([A-Z][a-z]+(?: version)?)(?:: |[:= ]) (?! )/gm, '$1 ');

for (const version of ['1.36', '1.37'])
  describe(`pages about the process of ${version}`, () => {
    it('/flagz has every flag with its value', () => {
      const { real, own } = bodies(version, '/flagz', 'application/json;v=v1beta1;g=config.k8s.io;as=Flagz');
      const [expected, flags] = [real as { flags: Record<string, string> }, JSON.parse(own) as { flags: Record<string, string> }];
      expect(withoutMachine(flags.flags)).toEqual(withoutMachine(expected.flags));
      expect({ ...flags, flags: {} }).toEqual({ ...expected, flags: {} });
    });

    it('/statusz is an object for who names a version', () => {
      const { real, own } = bodies(version, '/statusz', 'application/json;v=v1beta1;g=config.k8s.io;as=Statusz');
      expect({ ...(JSON.parse(own) as object), startTime: '<time>', uptimeSeconds: 0, goVersion: '<build>' }).toEqual({
        ...(real as object),
        startTime: '<time>',
        uptimeSeconds: 0,
        goVersion: '<build>',
      });
    });

    it('/statusz is text for anybody else', () => {
      const { real, own } = bodies(version, '/statusz', 'text/plain');
      expect(plain(own)).toEqual(plain(String(real)));
    });
  });
