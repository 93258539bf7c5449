import { describe, it } from 'node:test';
import { expect } from 'expect';
import { openResources, release, releaseAll } from './open-resources';

describe('open resources', () => {
  it('close in reverse order of opening', async () => {
    const closed: string[] = [];
    const resources = openResources();
    resources.add(() => void closed.push('server'));
    resources.add(() => void closed.push('connection'));
    await release(resources);
    expect(closed).toEqual(['connection', 'server']);
  });

  it('all close when one of them fails, and the failure is reported', async () => {
    const closed: string[] = [];
    const resources = openResources();
    resources.add(() => void closed.push('server'));
    resources.add(() => Promise.reject(new Error('the socket is gone')));
    await expect(release(resources)).rejects.toThrow('Closing failed: Error: the socket is gone');
    expect(closed).toEqual(['server']);
  });

  it('of every scenario close when the run is interrupted', async () => {
    const closed: string[] = [];
    openResources().add(() => void closed.push('first scenario'));
    openResources().add(() => void closed.push('second scenario'));
    await releaseAll();
    expect(closed).toEqual(['second scenario', 'first scenario']);
  });
});
