/** The printers by kind; a kind that is not here has the default table. After k8s.io/kubernetes/pkg/printers/internalversion. */
import type { KubeObject } from '../../../api/objects';
import { ageOf } from '../age';
import { fieldsOf, numberOf } from '../fields';
import type { Printer, RowPrinter } from '../printer';
import { clusterPrinters, parentRef } from './cluster';
import { corePrinters } from './core';
import { newestPrinters } from './newest';
import { printPod } from './pods';
import { rbacPrinters } from './rbac';
import { workloadPrinters } from './workloads';
import { table } from '../../../golang/map';

const PRINTERS = table<Printer>({ ...corePrinters, ...workloadPrinters, ...rbacPrinters, ...clusterPrinters, ...newestPrinters });

const ROW_PRINTERS = table<RowPrinter>({
  Pod: printPod,
  // Upstream forgot the column of the age.
  IPAddress: ({ metadata, spec }) => ({ cells: { ParentRef: parentRef(spec) }, surplus: [ageOf(metadata.creationTimestamp)] }),
});

/** FlowSchemas are looked through in the order of their precedence, and listed so. */
function byPrecedence(one: KubeObject, other: KubeObject): number {
  const precedenceOf = ({ spec }: KubeObject & { readonly spec?: unknown }): number => numberOf(fieldsOf(spec)['matchingPrecedence']);
  const [first, second] = [one.metadata.name ?? '', other.metadata.name ?? ''];
  return precedenceOf(one) - precedenceOf(other) || (first < second ? -1 : 1);
}

const ORDERS = table<(one: KubeObject, other: KubeObject) => number>({ FlowSchema: byPrecedence });

/** The objects of a kind in the order of their rows; of most kinds it is that of the list. */
export function inOrderOfRows(kind: string, objects: readonly KubeObject[]): readonly KubeObject[] {
  const order = ORDERS[kind];
  return order === undefined ? objects : [...objects].sort(order);
}

export const printerOf = (kind: string): RowPrinter => ROW_PRINTERS[kind] ?? ((object, version) => ({ cells: PRINTERS[kind]?.(object, version) ?? {} }));
