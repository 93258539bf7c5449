import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { Claim } from '../claims/claim';
import { environment, ofVersion } from './allure-results';
import type { Run } from './merged-run';

const RESULT = { historyId: 'a', testCaseId: 'b', labels: [{ name: 'feature', value: 'Verbs' }] };

describe('an Allure result', () => {
  it('lies under its version and its feature', () => {
    expect(ofVersion(RESULT, '1.36', [])).toMatchObject({
      parameters: [{ name: 'Kubernetes', value: '1.36' }],
      labels: [
        { name: 'feature', value: 'Verbs' },
        { name: 'parentSuite', value: 'Kubernetes 1.36' },
        { name: 'suite', value: 'Verbs' },
      ],
    });
  });

  it('lies under the chapters and the claims that its scenario speaks of', () => {
    const claim = (id: string, text: string): Claim => ({ id, text: { en: text }, file: 'shop.yaml', line: 1 });
    const chapters = [
      { chapter: '1', title: { en: 'Access' }, claims: [claim('shop-1', 'Readers list services.'), claim('shop-2', 'Nobody writes.')] },
      { chapter: '2', title: { en: 'Disks' }, claims: [claim('shop-3', 'Disks are encrypted.')] },
    ];
    const labels = [...RESULT.labels, { name: 'tag', value: '@refutes:shop-2' }, { name: 'tag', value: '@flags' }];
    const found = ofVersion({ ...RESULT, labels }, '1.36', chapters).labels?.filter(({ name }) => name === 'epic' || name === 'story');
    expect(found).toEqual([
      { name: 'epic', value: '1 Access' },
      { name: 'story', value: 'shop-2 Nobody writes.' },
    ]);
  });

  it('of another version is another test, not a retry', () => {
    expect(ofVersion(RESULT, '1.36', []).historyId).not.toBe(ofVersion(RESULT, '1.20', []).historyId);
    expect(ofVersion(RESULT, '1.36', []).testCaseId).not.toBe(ofVersion(RESULT, '1.20', []).testCaseId);
  });

  it('say once what they were run on', () => {
    const run = (kubernetesVersion: string): Run => ({ kubernetesVersion, target: 'http', envelopes: [] });
    expect(environment([run('1.20'), run('1.36'), run('1.36')])).toBe('Kubernetes = 1.20, 1.36\nTarget = http\n');
  });
});
