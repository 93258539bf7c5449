/**
 * The ways to make an object. A POST is judged without a name; a PUT or an apply of what is not there yet is judged as a create
 * of that name, after the update or patch.
 */
import type { RbacResource } from '../engine/rbac/objects';
import { anyOf, type Demand, type Holders } from './holders';
import { rbacRight } from './rights';

export interface Making {
  /** '' where it may be any. */
  readonly name: string;
  readonly demands: readonly Demand[];
}

export const changersOf = (holders: Holders, resource: RbacResource, namespace: string, name: string): Demand =>
  anyOf(['update', 'patch'].map((verb) => holders.of(rbacRight(verb, resource, namespace, name))));

/** Without names, those to which rules limit the right to create. */
export function makings(holders: Holders, resource: RbacResource, namespace: string, names?: readonly string[]): readonly Making[] {
  const create = rbacRight('create', resource, namespace);
  const named = (names ?? holders.namesOf(create)).map((name) => ({
    name,
    demands: [holders.of({ ...create, name }), changersOf(holders, resource, namespace, name)],
  }));
  return [{ name: '', demands: [holders.of(create)] }, ...named].filter(({ demands }) => demands.every((demand) => demand.holders.length > 0));
}
