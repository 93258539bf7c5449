import { test } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../api/objects';
import type { Call, Collection } from '../../api/registry';
import { VERSIONS, versionOf } from '../../versions';
import { shapeOf, wholeList } from '../list-shape';
import type { Conversion, Format } from '../negotiation/media-type';
import { encode } from './encode';
import { encodeList } from './list';

const ODD = 'ab\b\f<>&\u2028 "x"\n: y';

function collection(count: number, kind = 'ConfigMapList'): Collection {
  const objects = Array.from({ length: count }, (_, at): KubeObject => ({
    kind: kind.replace('List', ''),
    apiVersion: 'v1',
    metadata: { name: `m-${at}`, namespace: 'a', creationTimestamp: '2024-01-01T00:00:00Z', ...(at % 2 === 0 && { labels: {}, annotations: { '10': ODD } }) },
    ...(at % 3 === 0 && { data: { [`key-${at}`]: ODD, empty: '' } }),
  }));
  const item = (object: KubeObject): KubeObject => {
    const { kind: _kind, apiVersion: _apiVersion, ...fields } = object;
    return fields;
  };
  return { fields: { kind, apiVersion: 'v1', metadata: { resourceVersion: '7' } }, objects, item };
}

const call = { info: { apiGroup: '', resource: 'configmaps' }, query: new URLSearchParams() } as unknown as Call;
const CONVERSIONS: readonly (Conversion | undefined)[] = [undefined, { kind: 'Table', version: 'v1' }, { kind: 'PartialObjectMetadataList', version: 'v1' }];
const FORMATS: readonly { readonly format: Format; readonly pretty: boolean }[] = [
  { format: 'json', pretty: false },
  { format: 'json', pretty: true },
  { format: 'yaml', pretty: false },
  { format: 'protobuf', pretty: false },
];

for (const name of VERSIONS)
  for (const convert of CONVERSIONS)
    for (const format of FORMATS)
      test(`piece by piece a list has the bytes that it has as a whole: ${name}, ${convert?.kind ?? 'as it is'}, ${format.format}${format.pretty ? ', indented' : ''}`, async () => {
        const version = versionOf(name);
        for (const count of [0, 1, 7]) {
          const shape = shapeOf({ collection: collection(count) }, call, convert, version);
          const whole = encode(wholeList(shape), format, version);
          const { contentType, pieces } = await encodeList(shape, format, version);
          expect([contentType, Buffer.concat([...pieces]).toString('latin1')]).toEqual([whole.contentType, Buffer.from(whole.body).toString('latin1')]);
        }
      });

test('so has a list of custom resources, which have no protobuf', async () => {
  const version = versionOf('1.36');
  const shape = shapeOf({ collection: collection(2, 'CronTabList') }, call, undefined, version);
  const { contentType, pieces } = await encodeList(shape, { format: 'protobuf', pretty: false }, version);
  const whole = encode(wholeList(shape), { format: 'protobuf', pretty: false }, version);
  expect([contentType, Buffer.concat([...pieces]).toString()]).toEqual([whole.contentType, whole.body]);
});
