/** The printers by kind; a kind that is not here has the default table. After k8s.io/kubernetes/pkg/printers/internalversion. */
import { ageOf } from '../age';
import type { Printer, RowPrinter } from '../printer';
import { clusterPrinters, parentRef } from './cluster';
import { corePrinters } from './core';
import { printPod } from './pods';
import { rbacPrinters } from './rbac';
import { workloadPrinters } from './workloads';
import { table } from '../../../golang/map';

const PRINTERS = table<Printer>({ ...corePrinters, ...workloadPrinters, ...rbacPrinters, ...clusterPrinters });

const ROW_PRINTERS = table<RowPrinter>({
  Pod: printPod,
  // Upstream forgot the column of the age.
  IPAddress: ({ metadata, spec }) => ({ cells: { ParentRef: parentRef(spec) }, surplus: [ageOf(metadata.creationTimestamp)] }),
});

export const printerOf = (kind: string): RowPrinter => ROW_PRINTERS[kind] ?? ((object, version) => ({ cells: PRINTERS[kind]?.(object, version) ?? {} }));
