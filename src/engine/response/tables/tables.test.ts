import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('tables', {
  '1.37/modern-rest/tables': {
    43: 'table.ts: a collection is a table with a row for each object',
    45: 'table.ts: one object is a table with one row',
    59: 'table.ts: the row of a DaemonSet has the metadata of the form that the server keeps',
    70: 'table.ts: a collection without objects is a table without rows',
    72: 'table.ts: an IPAddress has a cell more than columns',
    82: 'table.ts: a kind without a printer has its name and its age',
    87: 'table.ts: FlowSchemas are in the order of their precedence',
    100: 'table.ts: a page of a collection',
    101: 'table.ts: rows without objects',
    102: 'table.ts: a refusal is not a table',
    105: 'table.ts: a Scale has columns of its own',
  },
});
