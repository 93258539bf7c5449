import { describe, it } from 'node:test';
import { expect } from 'expect';
import { OpenResources } from './open-resources';

describe('open resources', () => {
  it('close in reverse order of opening', async () => {
    const closed: string[] = [];
    const resources = new OpenResources();
    resources.add(() => void closed.push('server'));
    resources.add(() => void closed.push('connection'));
    await resources.closeAll();
    expect(closed).toEqual(['connection', 'server']);
  });

  it('all close when one of them fails, and the failure is reported', async () => {
    const closed: string[] = [];
    const resources = new OpenResources();
    resources.add(() => void closed.push('server'));
    resources.add(() => Promise.reject(new Error('the socket is gone')));
    await expect(resources.closeAll()).rejects.toThrow('Closing failed: Error: the socket is gone');
    expect(closed).toEqual(['server']);
  });
});
