import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ResponseCache } from './response-cache';

// As in TestExpiration and TestLRUOverflow of k8s.io/apimachinery/pkg/util/cache/lruexpirecache_test.go, with the size of the authorizers.
const MOST = 8192;

describe('what webhooks answered', () => {
  it('is kept until its time is over', () => {
    let now = 0;
    const cache = new ResponseCache<string>(() => now);
    cache.add('short', 'bar', 1_000);
    cache.add('long', 'foo', 10_000);
    expect([cache.get('short'), cache.get('long')]).toEqual(['bar', 'foo']);
    now = 2_000;
    expect([cache.get('short'), cache.get('long')]).toEqual([undefined, 'foo']);
  });

  it('gives way to what is newer, the longest unasked first', () => {
    const cache = new ResponseCache<number>(() => 0);
    for (let at = 0; at < MOST; at += 1) cache.add(String(at), at, 1);
    expect(cache.get('0')).toBe(0);
    cache.add('new', -1, 1);
    expect([cache.get('0'), cache.get('1'), cache.get('new')]).toEqual([0, undefined, -1]);
  });
});
