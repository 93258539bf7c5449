import { describe, it } from 'node:test';
import { expect } from 'expect';
import { VERSIONS } from '../versions';
import { flagCatalogOf } from './flag-catalog';
import { hasNoEffect } from './flags-without-effect';
import { optionsFor } from './parse';
import { SERVED_FLAGS } from './served-flags';

const served: ReadonlySet<string> = new Set(SERVED_FLAGS);
/** They change what the server is, or end it: taking them in silence would be wrong. */
const REFUSED = [
  'emulated-version',
  'emulation-forward-compatible',
  'help',
  'min-compatibility-version',
  'runtime-config-emulation-forward-compatible',
  'service-account-api-audiences',
  'service-account-signing-endpoint',
];

describe('flags without an effect', () => {
  for (const version of VERSIONS)
    it(`are all of kube-apiserver ${version} that have none, but for those that change what it is`, () => {
      const left = [...flagCatalogOf(version).flags.keys()].filter((name) => !served.has(name) && !hasNoEffect(name));
      expect(left.filter((name) => !REFUSED.includes(name))).toEqual([]);
      expect([...served].filter(hasNoEffect)).toEqual([]);
    });

  it('have a note each where a client would miss it, once', () => {
    const { notes } = optionsFor({ flags: { 'advertise-address': '10.0.0.1', 'etcd-servers': 'https://127.0.0.1:2379', 'watch-cache': 'false' } });
    expect(notes).toEqual([
      '--advertise-address has no effect here: the Endpoints of the Service kubernetes have the address at which the server listens',
      '--etcd-servers has no effect here: objects are kept in memory, and are gone when the server ends',
    ]);
  });

  it('are named with their short form where they have one', () => {
    expect(optionsFor({ flags: { v: '2' } }).notes).toEqual([]);
    expect(() => optionsFor({ flags: { v: 'x' } })).toThrow('invalid argument "x" for "-v, --v" flag: strconv.ParseUint: parsing "x": invalid syntax');
  });
});
