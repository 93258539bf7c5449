import assert from 'node:assert';
import { describe, test } from 'node:test';
import { rolesKey, versionOfKey } from './gated-roles';
import { versionOf } from '../../versions';

describe('default roles with feature gates', () => {
  test('servers with other gates that no role depends on share their roles', () => {
    assert.strictEqual(rolesKey(versionOf('1.37', { WatchList: false })), rolesKey(versionOf('1.37')));
  });

  test('the key names the gates that differ from those of the version', () => {
    const version = versionOf('1.37', { ComponentFlagz: false, ClusterTrustBundle: false, EvictionRequestAPI: true });
    assert.strictEqual(rolesKey(version).startsWith('1.37 ClusterTrustBundle=false'), true);
    assert.strictEqual(rolesKey(versionOfKey(rolesKey(version))), rolesKey(version));
  });
});
