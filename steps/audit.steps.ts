/** The audit log of the API server. */
import { Then, type DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import type { ScenarioWorld } from './support/world';

/** All events of the requests of the scenario in the file that the flag `audit-log-path` names, a row each in their order. The header names fields of events: `verb`, `user.username`, `annotations.authorization.k8s.io/decision`; what an event lacks is empty. */
Then('the audit log has:', async function (this: ScenarioWorld, table: DataTable) {
  const [columns = [], ...rows] = table.raw();
  if (rows.length === 0) throw new Error('The table has a header and no row. If no event is expected, write: the audit log has no event');
  expect(await this.server.auditLog.rows(columns, rows)).toEqual(rows);
});

/** None of the requests of the scenario. */
Then('the audit log has no event', async function (this: ScenarioWorld) {
  expect(await this.server.auditLog.rows(['auditID'], [])).toEqual([]);
});
