import { describe, it, test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../../../versions';
import { recordedRules } from '../../../recorded-rules.fixture';
import { events } from './strategy';

// As k8s.io/kubernetes/pkg/apis/events/v1/conversion.go maps labels; modern-rest/lists has both from a real server.
test('events are selected by the names of the group that is asked', () => {
  const version = versionOf('1.37');
  expect(events.selectableFields?.(version, 'v1')).toContain('involvedObject.name');
  expect(events.selectableFields?.(version, 'v1')).not.toContain('regarding.name');
  expect(events.selectableFields?.(version, 'events.k8s.io/v1')).toContain('regarding.name');
  expect(events.selectableFields?.(version, 'events.k8s.io/v1')).not.toContain('involvedObject.name');
  const event = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e' }, involvedObject: { name: 'x' }, reportingComponent: 'c' };
  expect(events.fields?.(event)).toMatchObject({ 'involvedObject.name': 'x', 'regarding.name': 'x', reportingComponent: 'c', reportingController: 'c' });
});

const RULES = recordedRules({
  '1.37/validation/core-events': {
    13: 'an Event lies in the namespace of what it is about',
  },
  '1.37/validation/events-events': {
    10: 'a new Event names the controller that reports it',
    12: 'a new Event names the instance that reports it',
    13: 'a new Event has an action',
    15: 'a new Event has a reason',
  },
});

describe('Events', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
