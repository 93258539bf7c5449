/** What ours writes otherwise, each with the reason. An entry that is written like a real server's no longer fails the test. */
import { table, type Table } from '../../src/engine/golang/map';

/** By version, then by script and request. */
export const OTHERWISE: Table<Readonly<Record<string, string>>> = table<Readonly<Record<string, string>>>({});
