/**
 * The webhooks beside the API server of a scenario. Those of flags take no connection without a client certificate of their authority. In the
 * folder of the API server lie webhook-ca.crt, webhook-client.crt and webhook-client.key, other-ca.crt of an authority that has
 * nothing to do with it, and for each path a kubeconfig by its name: authorize.kubeconfig for /authorize. Files and flags call
 * its address $WEBHOOK. Those of admission are named by objects, which call their address $ADMISSION and the authority of its certificate,
 * in base64, $ADMISSION_CA: an API server shows them no certificate.
 */
import { AnswersByPath, pathOf, type Backend, type Backends, type ReceivedRequest, type ServerFolder } from '../../src/index';
import type { Found } from '../../src/report/masking/found';
import { reviewAnswer, secretsOfReview, type ReviewResponse } from './admission-review';
import type { ServerFiles } from './server-files';

const kubeconfigFor = (path: string): string => `apiVersion: v1
kind: Config
clusters:
- name: webhook
  cluster:
    certificate-authority: $DIR/webhook-ca.crt
    server: https://$WEBHOOK${path}
users:
- name: kube-apiserver
  user:
    client-certificate: $DIR/webhook-client.crt
    client-key: $DIR/webhook-client.key
current-context: webhook
contexts:
- name: webhook
  context:
    cluster: webhook
    user: kube-apiserver
`;

export class Webhook {
  readonly #counted = new Set<string>();

  private constructor(
    readonly backend: Backend,
    readonly answers: AnswersByPath,
    readonly folder?: ServerFolder,
  ) {}

  static async open(backends: Backends, folder: ServerFolder): Promise<Webhook> {
    const answers = new AnswersByPath();
    const backend = await backends.open(answers.of, { requireClientCertificate: true });
    const client = await backend.clientCertificate('kube-apiserver');
    folder.name('$WEBHOOK', backend.address);
    folder.keepToScenario();
    folder.write('webhook-ca.crt', backend.authorityPem);
    folder.write('other-ca.crt', await backends.otherAuthority());
    folder.write('webhook-client.crt', client.certificatePem);
    folder.write('webhook-client.key', client.keyPem);
    return new Webhook(backend, answers, folder);
  }

  static async openForAdmission(backends: Backends, files: ServerFiles): Promise<Webhook> {
    const answers = new AnswersByPath();
    const backend = await backends.open(answers.of);
    // The longer name comes first: names are replaced one after the other.
    files.name('$ADMISSION_CA', Buffer.from(backend.authorityPem).toString('base64'));
    files.name('$ADMISSION', backend.address);
    return new Webhook(backend, answers);
  }

  /** A body that is not JSON goes as text. Without a body the webhook does not respond. */
  answer(path: string, body: string | undefined, status = 200): void {
    this.folder?.write(`${path.slice(1).replaceAll('/', '-')}.kubeconfig`, kubeconfigFor(path));
    const contentType = body?.startsWith('{') === true ? 'application/json' : 'text/plain';
    this.answers.set(path, body === undefined ? undefined : { status, headers: { 'content-type': contentType }, body });
  }

  /** Without a response the webhook does not respond. What is secret of the reviews and of what is answered is handed on. */
  answerReviews(path: string, response: ReviewResponse | undefined, learn: (all: readonly Found[]) => void): void {
    this.answers.set(
      path,
      response &&
        (({ body }) => {
          learn(secretsOfReview(body, response));
          return { headers: { 'content-type': 'application/json' }, body: reviewAnswer(body, response) };
        }),
    );
  }

  /** Whether a request came, or a step has said how many did. */
  hasReceivedAt(path: string): boolean {
    return this.#counted.has(path) || this.backend.received().some((request) => pathOf(request) === path);
  }

  /** What it receives meanwhile does not count. */
  async withoutRecording<T>(act: () => Promise<T>): Promise<T> {
    const { length } = this.backend.received();
    try {
      return await act();
    } finally {
      this.backend.forget(length);
    }
  }

  /** Throws when no webhook is there: that none received nothing. */
  receivedAt(path: string): readonly ReceivedRequest[] {
    this.#counted.add(path);
    if (!this.answers.has(path)) throw new Error(`No webhook listens at ${path}: a Given says first how it responds.`);
    return this.backend.received().filter((request) => pathOf(request) === path);
  }
}

const indented = (body: string): string => (body.startsWith('{') ? JSON.stringify(JSON.parse(body), null, 2) : body);

export const bodiesOf = (requests: readonly ReceivedRequest[]): string => requests.map(({ body }) => indented(body)).join('\n');
