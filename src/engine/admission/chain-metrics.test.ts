import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from '../api-server';
import { optionsFor } from '../options/parse';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const json = { 'content-type': 'application/json' };
const configMap = (name: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

/** What a real server was asked, with the flag that it had, before it was asked for its metrics. */
const REQUESTS = [
  { method: 'POST', target: CONFIG_MAPS, headers: json, body: configMap('a') },
  { method: 'POST', target: '/api/v1/namespaces/none/configmaps', headers: json, body: configMap('a') },
  { method: 'PATCH', target: `${CONFIG_MAPS}/a`, headers: { 'content-type': 'application/merge-patch+json' }, body: '{"data":{"a":"b"}}' },
  { method: 'DELETE', target: `${CONFIG_MAPS}/a`, headers: {} },
  { method: 'POST', target: CONFIG_MAPS, headers: json, body: configMap('Bad_Name') },
] as const;

async function metricsOf(version: string): Promise<readonly string[]> {
  const server = ApiServer.start(
    optionsFor({
      kubernetesVersion: version,
      flags: { 'authorization-mode': 'AlwaysAllow', 'disable-admission-plugins': 'ServiceAccount', 'anonymous-auth': 'true' },
    }),
  );
  const authorization = `Bearer ${server.options.loopbackToken}`;
  for (const request of REQUESTS) await server.handle({ ...request, headers: { ...request.headers, authorization } });
  const { body } = await server.handle({ method: 'GET', target: '/metrics', headers: { authorization } });
  return String(body)
    .split('\n')
    .filter((line) => line.includes('apiserver_admission_'));
}

/** The lines of a real server, those of series without their values. */
const recordedOf = (version: string): readonly string[] =>
  readFileSync(path.join(__dirname, `../../../testdata/admission-metrics/${version}.txt`), 'utf8')
    .trimEnd()
    .split('\n');

const withoutValue = (line: string): string => (line.startsWith('#') ? line : line.slice(0, line.lastIndexOf(' ')));
const isComment = (line: string): boolean => line.startsWith('#');

for (const version of ['1.20', '1.37'])
  describe(`metrics of admission in ${version}`, () => {
    it('have the names, helps, types, labels and buckets of a real server', async () => {
      const [own, real] = [await metricsOf(version), recordedOf(version)];
      expect(own.filter(isComment)).toEqual(real.filter(isComment));
      const known = new Set(real);
      expect(own.map(withoutValue).filter((line) => !known.has(line))).toEqual([]);
    });

    it('count what was admitted and what was refused', async () => {
      const own = await metricsOf(version);
      const countOf = (labels: string): string | undefined =>
        own
          .find((line) => line.startsWith(`apiserver_admission_step_admission_duration_seconds_count{${labels}}`))
          ?.split(' ')
          .at(-1);
      expect(countOf('operation="CREATE",rejected="true",type="admit"')).toBe('1');
      expect(countOf('operation="UPDATE",rejected="false",type="admit"')).toBe('1');
      expect(countOf('operation="DELETE",rejected="false",type="validate"')).toBe('1');
    });
  });
