/**
 * The server of a recording, in this process: started with the recording's flags and files, as its real server was.
 */
import type { ApiRequest, ApiResponse } from '../engine/api/http';
import { optionsFor } from '../engine/options/parse';
import { ControlPlane } from '../targets/control-plane';
import { ServerFolder } from '../targets/server-folder';
import { credentialOf, TOKEN_FILE, type Credential } from './credentials';
import { startAdmissionBackend } from './admission-backend';
import { withAuthority } from './issuer';
import { PlacedBackends } from './placed-backends';
import { versionRecorded, type Actor, type Recording } from './recording';
import type { ReplaySession } from './replay-session';
import { startWebhook } from './webhook';

export const HOST = '127.0.0.1:6443';

export interface ReplayServer {
  send(request: ApiRequest): Promise<ApiResponse>;
  /** What an actor of the recording shows to the server. */
  credentialOf(actor: Actor | undefined, saved: ReadonlyMap<string, unknown>): Promise<Credential>;
  /** What the webhook beside the server says of itself. */
  askWebhook(target: string): ApiResponse;
  /** The answer of the server, or what else is said of an exchange, with the addresses as they were recorded. */
  asRecorded(text: string): string;
  /** Another server with the objects of this moment. */
  fork(): Promise<Pick<ReplayServer, 'send' | 'close'>>;
  close(): Promise<void>;
}

/** Where the programs listened when recordings were made, and the authority of its certificate. */
const RECORDED_WEBHOOK = '127.0.0.1:28010';
export const RECORDED_ADMISSION = 'https://127.0.0.1:28310/';
const WEBHOOK_AUTHORITY = 'webhook-ca.pem';
const ISSUER = 'https://kubernetes.default.svc';

/** The flags that every recording has unless it says otherwise. */
const usualFlags = (folder: string): Recording['server']['flags'] => ({
  'bind-address': '127.0.0.1',
  'secure-port': '6443',
  'client-ca-file': `${folder}/ca.crt`,
  'token-auth-file': `${folder}/tokens.csv`,
  'service-account-key-file': `${folder}/sa.pub`,
  'service-account-signing-key-file': `${folder}/sa.key`,
  'service-account-issuer': ISSUER,
  'api-audiences': ISSUER,
  'service-cluster-ip-range': '10.0.0.0/24',
  'allow-privileged': 'true',
  'authorization-mode': 'Node,RBAC',
});

/** In flags and files of a recording $DIR is the folder that holds its files. */
function flagsOf({ server }: Recording, folder: ServerFolder): Readonly<Record<string, string>> {
  const flags = Object.entries({ ...usualFlags(folder.path), ...server.flags }).filter(([, value]) => value !== null);
  return folder.placedFlags(Object.fromEntries(flags.map(([name, value]) => [name, String(value)])), 'inside');
}

/** `elapsed` is the clock by which the server measures rates. */
export async function startServer(session: ReplaySession, recording: Recording, elapsed?: () => number): Promise<ReplayServer> {
  const { server } = recording;
  const clientCa = await session.clientCa();
  const { files } = clientCa;
  const webhook = server.webhook === undefined ? undefined : await startWebhook(session.backends, server.webhook);
  const admission = server.admissionBackend === true ? await startAdmissionBackend(session.backends) : undefined;
  const backends = new PlacedBackends([
    ...(webhook === undefined ? [] : [{ recordedPort: '28010', ...webhook }]),
    ...(admission === undefined ? [] : [{ recordedPort: '28310', ...admission }]),
  ]);
  const placedRequest = (request: ApiRequest): ApiRequest =>
    typeof request.body !== 'string' || (webhook === undefined && admission === undefined) ? request : { ...request, body: backends.toServer(request.body) };
  const issuer = server.oidc === true ? await session.issuer.start() : undefined;
  const folder = new ServerFolder();
  const close = (): void => {
    folder.remove();
    webhook?.close();
    admission?.close();
    issuer?.close();
  };
  try {
    const authority = webhook && server.files?.[WEBHOOK_AUTHORITY] !== undefined ? { [WEBHOOK_AUTHORITY]: webhook.authority } : {};
    for (const [name, content] of Object.entries({ ...files, 'tokens.csv': TOKEN_FILE, ...server.files, ...authority })) {
      const placed = webhook === undefined ? content : content.replaceAll(RECORDED_WEBHOOK, webhook.address);
      const trusted = issuer === undefined || !Object.hasOwn(server.files ?? {}, name) ? placed : withAuthority(placed, issuer.authority);
      folder.write(name, trusted);
    }
    const options = optionsFor({
      kubernetesVersion: versionRecorded(recording),
      flags: flagsOf(recording, folder),
      controllers: server.controllers === true ? '*' : '',
    });
    const controlPlane = await ControlPlane.start({ ...options, ...(elapsed && { elapsed }) }, files['ca.crt'] ?? '');
    return {
      send: (request) => controlPlane.handle(placedRequest(request)),
      credentialOf: (actor, saved) => credentialOf(actor, saved, clientCa),
      asRecorded: (text) => backends.fromServer(text),
      askWebhook: (target) => {
        if (admission !== undefined && target.startsWith(RECORDED_ADMISSION)) return admission.captured();
        if (webhook === undefined) throw new Error('the recording has no webhook');
        return webhook.listed(target);
      },
      fork: async () => {
        const forked = await controlPlane.fork();
        return { send: (request) => forked.handle(request), close: () => forked.close() };
      },
      close: async () => {
        await controlPlane.close();
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}
