/** What is peculiar to a kind of object. Whatever is not named here, the generic verbs do alike for all kinds. */
import type { HandlerResult } from '../../api/registry';
import type { RequestScope } from './request-scope';
import type { Action } from './route';
import type { Strategy } from './strategy';

export type Handle = (scope: RequestScope) => HandlerResult | Promise<HandlerResult>;
export type Handlers = Readonly<Partial<Record<Action, Handle>>>;

export interface Kind {
  readonly strategy?: Strategy;
  /** In place of the generic verbs: of a kind that is not stored, or not as it is sent. */
  readonly handlers?: Handlers;
  /** By name. A subresource that is not named is status, scale, or the object itself. */
  readonly subresources?: Readonly<Record<string, Handlers>>;
}
