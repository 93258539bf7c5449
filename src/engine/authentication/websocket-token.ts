/**
 * A browser cannot set headers on a websocket, so the token may come as a subprotocol, beside the one that is really meant.
 * After k8s.io/apiserver/pkg/authentication/request/websocket/protocol.go.
 */
import { BEARER_PROTOCOL } from '../../streaming/websocket/handshake';
import { trim } from '../golang/trim';
import { INVALID_TOKEN } from './bearer-token';
import { headerOf, headerValues, onceKnown, type Complaining, type Credentials, type TokenAuthenticator } from './authenticator';

const namesUpgrade = (connection: string): boolean => connection.split(',').some((option) => trim(option, '\t ') === 'upgrade');
const isWebSocket = (credentials: Credentials): boolean =>
  headerOf(credentials, 'upgrade').toLowerCase() === 'websocket' && namesUpgrade(headerOf(credentials, 'connection').toLowerCase());

/** Unpadded base64url of UTF-8. */
function decoded(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  if (!/^[A-Za-z0-9_-]*$/.test(text) || bytes.toString('base64url').length !== text.length)
    throw new Error('invalid base64.bearer.authorization token encoding');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('invalid base64.bearer.authorization token');
  }
}

function tokenOf(credentials: Credentials): string {
  const protocols = headerValues(credentials, 'sec-websocket-protocol').flatMap((value) => value.split(',').map((protocol) => protocol.trim()));
  const [encoded, ...more] = protocols.filter((protocol) => protocol.startsWith(BEARER_PROTOCOL));
  if (encoded === undefined) return '';
  const token = decoded(encoded.slice(BEARER_PROTOCOL.length));
  if (more.length > 0) throw new Error('multiple base64.bearer.authorization tokens specified');
  if (token !== '' && protocols.length === 1) throw new Error('missing additional subprotocol');
  return token;
}

export const websocketToken = (tokens: TokenAuthenticator): Complaining => ({
  name: 'websocket token',
  authenticate(credentials) {
    if (!isWebSocket(credentials)) return undefined;
    const token = tokenOf(credentials);
    if (token === '') return undefined;
    return onceKnown(tokens.authenticateToken(token, credentials), (identity) => identity ?? INVALID_TOKEN);
  },
});
