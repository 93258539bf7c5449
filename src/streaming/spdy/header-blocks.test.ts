import { deflateSync, constants, createDeflate } from 'node:zlib';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { HEADER_DICTIONARY } from './header-dictionary';
import { HeaderReader, HeaderWriter, SpdyError } from './header-blocks';

describe('blocks of headers', () => {
  it('have the dictionary of the protocol, whose checksum zlib writes', () => {
    // SPDY/3 names the Adler-32 of its dictionary nowhere; every implementation writes e3c6a7c2 after CMF and FLG.
    expect(deflateSync('', { dictionary: HEADER_DICTIONARY }).toString('hex', 2, 6)).toBe('e3c6a7c2');
    expect(HEADER_DICTIONARY.length).toBe(1423);
  });

  it('are read as zlib compresses them with the dictionary, one after the other', async () => {
    const deflate = createDeflate({ dictionary: HEADER_DICTIONARY });
    const reader = new HeaderReader();
    for (const type of ['error', 'stdin', 'stdout']) {
      const plain = Buffer.from(`\0\0\0\x01\0\0\0\x0astreamtype\0\0\0${String.fromCharCode(type.length)}${type}`, 'latin1');
      deflate.write(plain);
      await new Promise<void>((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve));
      expect(reader.fields(deflate.read() as Buffer)).toEqual(new Map([['streamtype', type]]));
    }
    deflate.destroy();
  });

  it('are read as they are written', () => {
    const [reader, writer] = [new HeaderReader(), new HeaderWriter()];
    const headers = new Map([
      ['port', '80'],
      ['long', 'x'.repeat(70_000)],
    ]);
    for (const given of [headers, new Map<string, string>(), headers]) expect(reader.fields(writer.block(given))).toEqual(given);
  });

  it('end with the flush of zlib, as those of kubelet do', () => {
    // Sent by kubelet 1.20 in reply to a stream.
    const reply = Buffer.from('78f9e3c6a7c26260606000000000ffff', 'hex');
    expect(new HeaderReader().fields(reply)).toEqual(new Map());
    expect(new HeaderWriter().block(new Map()).subarray(-4)).toEqual(reply.subarray(-4));
  });

  it('are refused when they are no zlib stream, cut off or twice there', () => {
    const writer = new HeaderWriter();
    const block = writer.block(new Map([['a', 'b']]));
    expect(() => new HeaderReader().fields(Buffer.from('no zlib stream'))).toThrow(SpdyError);
    expect(() => new HeaderReader().fields(block.subarray(0, -6))).toThrow(SpdyError);
  });
});
