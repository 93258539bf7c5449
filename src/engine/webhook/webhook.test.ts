import { describeStarts } from '../recorded-starts.fixture';
import { describeReplayed } from '../replayed-rules.fixture';

describeStarts('what servers call', {
  'authorization-files-1.37': {
    'webhook: server is empty': 'connection.ts: a cluster has a server',
    'webhook: context has no user': 'connection.ts: a client may have no credentials',
    'webhook: CA and insecure': 'connection.ts: a server that is not verified has no authority',
    'webhook: CA file missing': 'connection.ts: the file of an authority is there',
    'webhook: certificate without key': 'connection.ts: a certificate has a key',
    'webhook: key without certificate': 'connection.ts: a key may have no certificate',
    'webhook: certificate no PEM': 'connection.ts: a certificate is PEM',
    'webhook: token and password': 'connection.ts: a client has one way to prove who it is',
    'webhook: token file missing': 'connection.ts: the file of a token is there',
    'webhook: impersonation of groups only': 'connection.ts: groups to impersonate need a user',
    'webhook: server without scheme': 'connection.ts: a server without a scheme has no path',
    'webhook: server ftp': 'connection.ts: a scheme is not looked at before a call',
    'webhook: proxy': 'connection.ts: a proxy has a scheme',
  },
});

describeReplayed('what servers call', {
  '1.37/documented/webhook-down': {
    2: 'call.ts: a connection that is refused fails the call',
  },
  '1.36/modern-authorization/failing-garbage-noopinion': {
    8: 'review-response.ts: the answer is JSON',
  },
  '1.36/modern-authorization/failing-other-noopinion': {
    8: 'review-response.ts: the answer is of the kind that was asked for',
  },
  '1.36/modern-authorization/failing-bad-noopinion': {
    8: 'review-response.ts: a status of an error fails the call',
  },
});
