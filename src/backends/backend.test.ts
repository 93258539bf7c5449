import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { Backends } from './backends';

describe('a backend', () => {
  it('closes also while a client is still connecting', async () => {
    const backend = await new Backends().open(() => undefined);
    const [host, port] = backend.address.split(':');
    const client = connect(Number(port), host);
    client.on('error', () => undefined);
    await once(client, 'connect');
    const closed = once(client, 'close');
    await backend.close();
    await closed;
    expect(client.destroyed).toBe(true);
  });
});
