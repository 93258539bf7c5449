/** As kube-apiserver 1.20.2 and 1.37 answered these requests: an owner whose apiVersion has too many parts is let pass, and no owner is left. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ControlPlane } from '../../../../targets/control-plane';
import { VERSIONS } from '../../../versions';
import { optionsFor } from '../../../options/parse';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const owned = (apiVersion: string): readonly object[] => [{ operation: 'Update', apiVersion, fieldsType: 'FieldsV1' }];
const configMap = (name: string, apiVersion: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, managedFields: owned(apiVersion) } });

describe('owners with an apiVersion that is not one', () => {
  for (const kubernetesVersion of VERSIONS)
    it(`are all gone in ${kubernetesVersion}`, async () => {
      const server = await ControlPlane.start({ ...optionsFor({ kubernetesVersion }), loopbackToken: 'loopback', controllers: [] }, 'CA');
      const send = async (method: string, target: string, body: object, type = 'application/json'): Promise<readonly [status: number, owners: unknown]> => {
        const headers = { authorization: 'Bearer loopback', 'content-type': type };
        const answer = await server.handle({ method, target, headers, body: JSON.stringify(body) });
        return [answer.status, (JSON.parse(String(answer.body)) as { readonly metadata: { readonly managedFields?: unknown } }).metadata.managedFields];
      };
      expect(await send('POST', CONFIG_MAPS, configMap('a', 'a/b/c'))).toEqual([201, undefined]);
      expect(await send('PUT', `${CONFIG_MAPS}/a`, configMap('a', 'a/b/c'))).toEqual([200, undefined]);
      for (const apiVersion of ['a/b/c', '', 'x', '/']) {
        const patch = [{ op: 'replace', path: '/metadata/managedFields', value: owned(apiVersion) }];
        expect(await send('PATCH', `${CONFIG_MAPS}/a`, patch, 'application/json-patch+json')).toEqual([200, undefined]);
      }
      await server.close();
    });
});
