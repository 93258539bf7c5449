import { describe, it } from 'node:test';
import { expect } from 'expect';
import { changesBetween } from './changes';

const COLOURS = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'colours' }, data: { sky: 'blue', 'a.b': '1' } };
const OF_THE_SERVER = { namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: 'now', managedFields: [] };

describe('the changes of an object', () => {
  it('are none where only the server has written into it', () => {
    expect(changesBetween(COLOURS, { ...COLOURS, metadata: { ...OF_THE_SERVER, name: 'colours' } }, '1.37')).toEqual([]);
  });

  it('name each field that was added, removed, or has another value', () => {
    const answered = { ...COLOURS, metadata: { ...OF_THE_SERVER, name: 'colours', labels: { team: 'shop' } }, data: { sky: 'grey' } };
    expect(changesBetween(COLOURS, answered, '1.37')).toEqual([
      '- data["a.b"]: "1"',
      '- data.sky: "blue"',
      '+ data.sky: "grey"',
      '+ metadata.labels: {"team":"shop"}',
    ]);
  });

  it('are not the defaults of the kind', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: 'a' }] } };
    const container = { name: 'app', image: 'b', resources: {}, terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };
    const spec = {
      containers: [{ ...container, imagePullPolicy: 'Always' }],
      dnsPolicy: 'ClusterFirst',
      enableServiceLinks: true,
      restartPolicy: 'Never',
      schedulerName: 'default-scheduler',
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    };
    expect(changesBetween(pod, { ...pod, spec, status: { phase: 'Pending' } }, '1.37')).toEqual([
      '- spec.containers[0].image: "a"',
      '+ spec.containers[0].image: "b"',
    ]);
  });
});
