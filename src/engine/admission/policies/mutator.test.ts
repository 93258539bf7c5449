/**
 * Mutations of policies, after the recordings modern-admission/mutating-policies of a real 1.37 and
 * k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch/{json_patch,smd}_test.go.
 */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../api/objects';
import type { ServerOptions } from '../../api/options';
import { optionsFor } from '../../options/parse';
import { MutationFailed } from './mutation-failed';
import { compiledMutations, evaluated, mutated } from './mutator';

const options: ServerOptions = optionsFor({ kubernetesVersion: '1.37' });
const KIND = { group: '', version: 'v1', kind: 'ConfigMap' };
const object: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { mode: 'on' } };

const empty: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };

/** What one mutation makes of an object, and what is said where it fails. */
async function after(patchType: 'JSONPatch' | 'ApplyConfiguration', expression: string, given = object, kind = KIND): Promise<unknown> {
  const mutation = { patchType, [patchType === 'JSONPatch' ? 'jsonPatch' : 'applyConfiguration']: { expression } };
  const compiled = compiledMutations({ metadata: { name: 'p' }, spec: { mutations: [mutation] } }, options.version);
  const [first] = compiled.mutations;
  if (first === undefined) throw new Error('the policy has no mutation');
  const inputs = { object: given, oldObject: null, request: { operation: 'CREATE' } };
  try {
    return await mutated(first, evaluated(compiled, first, inputs), given, { kind, schemaOf: kind }, options);
  } catch (error) {
    if (error instanceof MutationFailed) return error.message;
    throw error;
  }
}

describe('a JSON patch of a policy', () => {
  for (const [expression, data] of [
    ["[JSONPatch{op: 'test', path: '/data/mode', value: 'on'}, JSONPatch{op: 'replace', path: '/data/mode', value: 'off'}]", { mode: 'off' }],
    ["[JSONPatch{op: 'test', path: '/data/mode', value: 'x'}, JSONPatch{op: 'replace', path: '/data/mode', value: 'off'}]", { mode: 'on' }],
    ["[JSONPatch{op: 'copy', from: '/data/mode', path: '/data/copied'}]", { copied: 'on', mode: 'on' }],
  ] as const)
    it(`makes ${JSON.stringify(data)} by ${expression}`, async () => {
      expect(await after('JSONPatch', expression)).toMatchObject({ data });
    });
  for (const [expression, message] of [
    ["[JSONPatch{op: 'frob', path: '/data'}]", 'JSON Patch: Unexpected kind: frob'],
    [
      "[JSONPatch{op: 'remove', path: '/data/nosuch'}]",
      "JSON Patch: error in remove for path: '/data/nosuch': Unable to remove nonexistent key: nosuch: missing value",
    ],
  ] as const)
    it(`fails with ${message}`, async () => {
      expect(await after('JSONPatch', expression)).toBe(message);
    });
  it('is read strictly', async () => {
    await expect(after('JSONPatch', "[JSONPatch{op: 'add', path: '/colour', value: 'red'}]")).rejects.toThrow(
      'Internal error occurred: strict decoding error: unknown field "colour"',
    );
  });
  it('does not make an object of another kind', async () => {
    await expect(after('JSONPatch', "[JSONPatch{op: 'replace', path: '/kind', value: 'Secret'}]", empty)).rejects.toThrow(
      'Internal error occurred: failed to convert object: converting (v1.Secret) to (core.ConfigMap): unknown conversion',
    );
  });
});

describe('an apply configuration of a policy', () => {
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', env: ['1', '2'].map((value) => ({ name: 'twice', value })) }] },
  };
  const merged = (expression: string): Promise<unknown> => after('ApplyConfiguration', expression, pod, { ...KIND, kind: 'Pod' });

  it('is merged', async () => {
    expect(await after('ApplyConfiguration', "Object{data: {'added': object.data.mode}}")).toMatchObject({ data: { added: 'on', mode: 'on' } });
  });
  it('keeps items that are there twice, unless it names them', async () => {
    const container = (env: string): string =>
      `Object{spec: Object.spec{containers: [Object.spec.containers{name: 'c', env: [Object.spec.containers.env${env}]}]}}`;
    const envOf = (object: unknown): unknown =>
      (object as { readonly spec: { readonly containers: readonly { readonly env: unknown }[] } }).spec.containers[0]?.env;
    expect(envOf(await merged(container("{name: 'more', value: '3'}")))).toEqual([
      ...['1', '2'].map((value) => ({ name: 'twice', value })),
      { name: 'more', value: '3' },
    ]);
    expect(envOf(await merged(container("{name: 'twice', value: '3'}")))).toEqual([{ name: 'twice', value: '3' }]);
  });
  for (const [expression, message] of [
    ["Object{colour: 'red'}", 'error applying patch: failed to convert patch object to typed object: .colour: field not declared in schema'],
    [
      "Object{spec: Object.spec{containers: [Object.spec.containers{name: 'c', command: ['x']}]}}",
      'error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.containers[0].command',
    ],
    ["Object{data: {'x': object.nosuch}}", "expression 'Object{data: {'x': object.nosuch}}' resulted in error: no such key: nosuch"],
    [
      'Object{spec: Object.wrong{}}',
      'type mismatch: unexpected type name "Object.wrong", expected "Object.spec", which matches field name path from root Object type',
    ],
  ] as const)
    it(`fails with ${message}`, async () => {
      expect(await merged(expression)).toBe(message);
    });
  it('is for kinds that have a resource in their version', async () => {
    expect(await after('ApplyConfiguration', 'Object{}', object, { group: 'autoscaling', version: 'v1', kind: 'Scale' })).toBe(
      'error applying patch: failed to convert patch object to typed object: no corresponding type for autoscaling/v1, Kind=Scale',
    );
  });
});
