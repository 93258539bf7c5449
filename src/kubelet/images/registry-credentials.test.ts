import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../engine/api/objects';
import { fullImageName, parseImageName } from './image-name';
import { credentialsFor } from './registry-credentials';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = (type: string, key: string, content: object): KubeObject => ({
  metadata: { name: 's' },
  type,
  data: { [key]: base64(JSON.stringify(content)) },
});

describe('the name of an image', () => {
  it('is spelled out as docker does', () => {
    expect(['busybox', 'local/shell', 'local/shell:2', 'registry.example:5000/a/b', 'localhost/a@sha256:12'].map(fullImageName)).toEqual([
      'docker.io/library/busybox:latest',
      'docker.io/local/shell:latest',
      'docker.io/local/shell:2',
      'registry.example:5000/a/b:latest',
      'localhost/a@sha256:12',
    ]);
  });
  it('has no capital letters', () => expect(parseImageName('Local/shell')).toBeUndefined());
});

describe('credentials of a registry', () => {
  const json = secret('kubernetes.io/dockerconfigjson', '.dockerconfigjson', {
    auths: {
      'registry.example': { auth: base64('a:1') },
      'https://registry.example/v1/team': { username: 'b', password: '2' },
      other: { auth: base64('c:3') },
    },
  });
  it('fit by host and path, the most particular first', () =>
    expect(credentialsFor('registry.example/team/x', [json])).toEqual([
      { username: 'b', password: '2' },
      { username: 'a', password: '1' },
    ]));
  it('are not those of another host', () => expect(credentialsFor('local/shell', [json])).toEqual([]));
  it('may be in the old form', () => {
    const old = secret('kubernetes.io/dockercfg', '.dockercfg', { 'https://index.docker.io/v1/': { auth: base64('d:p:4') } });
    expect(credentialsFor('local/shell', [old])).toEqual([{ username: 'd', password: 'p:4' }]);
  });
  it('are none in a Secret of another type', () => expect(credentialsFor('registry.example/x', [{ ...json, type: 'Opaque' }])).toEqual([]));
});
