/** Subresources: those of a kind itself, then those that every kind has alike. */
import { own } from '../../golang/map';
import { get } from './get';
import type { Handle, Handlers, Kind } from './kind';
import { patch } from './patch';
import type { Action } from './route';
import { scaleHandlers } from './scale-subresource';
import { withStatusStrategy } from './status-subresource';
import { update } from './update';

const STATUS: Handlers = { get, update: (scope) => update(withStatusStrategy(scope)), patch: (scope) => patch(withStatusStrategy(scope)) };
/** Subresources through which an ordinary object is read and written. */
const PLAIN: Handlers = { get, update, patch };

export function subresourceHandler({ subresources = {} }: Kind, subresource: string, action: Action): Handle | undefined {
  const peculiar = own(subresources, subresource);
  if (peculiar !== undefined) return peculiar[action];
  if (subresource === 'status') return STATUS[action];
  return (subresource === 'scale' ? scaleHandlers : PLAIN)[action];
}
