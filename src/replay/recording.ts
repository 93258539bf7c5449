/**
 * A recording: requests in their order, and what a real kube-apiserver answered. Values that differ from run to run are
 * placeholders (<uid>, <time>, <rv>). Recordings are never edited by hand.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '../engine/api/objects';
import { own } from '../engine/golang/map';
import { filesBelow } from '../files-below';
import { PACKAGE_ROOT } from '../package-root';
import { recordingIn } from './read-recording';
import type { WebhookPolicy } from './webhook';

/** What a comparison leaves out, because the real server does not answer it twice alike. */
export type CompareMode = 'status' | 'headers' | 'unordered' | 'table' | 'managed' | 'generated' | 'continue' | 'yaml';

/** A token of the token file by its user's name, or `anonymous`; or a credential. */
export type Actor =
  | string
  | { readonly none: true }
  | { readonly token: string }
  | { readonly basic: string }
  | { readonly cert: { readonly cn: string; readonly o?: readonly string[] } }
  | {
      readonly impersonate: {
        readonly user?: string;
        readonly groups?: readonly string[];
        readonly uid?: string;
        readonly extra?: Readonly<Record<string, readonly string[]>>;
      };
    };

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: JsonValue;
  /** It goes to the webhook beside the server. */
  readonly webhook?: boolean;
}

/** What is kept of an answer. `layout` says how JSON is written: compact or indented, final newline, < > & escaped. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly layout?: string;
  readonly body: JsonValue;
}

export interface Exchange {
  readonly id: number;
  readonly note?: string;
  readonly as?: Actor;
  readonly request: RecordedRequest;
  /** Names of values of the answer, which later requests hold as ${name}. */
  readonly save?: Readonly<Record<string, string>>;
  /** Milliseconds that went by before the request. */
  readonly wait?: number;
  readonly compare?: CompareMode;
  /** The real server answers this in several ways (the order of a map); only the verdict of a review counts. */
  readonly unstable?: boolean;
  /** The reasons of a review that the real server gave when it was asked sixty times: any of them is as good. */
  readonly reasons?: readonly string[];
  readonly response: RecordedResponse;
}

export interface RecordedServer {
  /** null takes a flag away that recordings have unless they say otherwise. */
  readonly flags?: Readonly<Record<string, string | boolean | number | null>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly controllers?: boolean;
  /** Programs that the server calls while it answers. */
  readonly webhook?: WebhookPolicy;
  readonly admissionBackend?: boolean;
  readonly oidc?: boolean;
}

export interface Recording {
  /** Area and topic, for example rbac-objects/roles. */
  readonly name: string;
  readonly about?: string;
  readonly recordedFrom: string;
  readonly server: RecordedServer;
  /** Credentials and the values of Secrets are masked, as they are before an answer is compared with it. */
  readonly masked?: boolean;
  readonly exchanges: readonly Exchange[];
}

const ASKED_AGAIN = path.join(PACKAGE_ROOT, 'testdata', 'asked-again.json');

type Reasons = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** testdata/asked-again.json, which is beside the sources only. */
const askedAgain = (): Reasons => (existsSync(ASKED_AGAIN) ? (JSON.parse(readFileSync(ASKED_AGAIN, 'utf8')) as Reasons) : {});

/** Throws with the file and what is missing of a recording. */
export function readRecording(file: string): Recording {
  const recording = recordingIn(file) as unknown as Recording;
  const reasons = own(askedAgain(), `${/v(\d+\.\d+)/.exec(recording.recordedFrom)?.[1] ?? ''}/${recording.name}`);
  if (reasons === undefined) return recording;
  const exchanges = recording.exchanges.map((exchange) => {
    const given = own(reasons, String(exchange.id));
    return given === undefined ? exchange : { ...exchange, reasons: given };
  });
  return { ...recording, exchanges };
}

/** `kube-apiserver v1.36.3` is a recording of 1.36. */
export function versionRecorded(recording: Recording): string {
  const [, version] = /v(\d+\.\d+)/.exec(recording.recordedFrom) ?? [];
  if (version === undefined) throw new Error(`${recording.name}: recordedFrom names no version: ${recording.recordedFrom}`);
  return version;
}

/** The recordings in files and folders, in the order of their paths. */
export function recordingFiles(places: readonly string[]): readonly string[] {
  const files = places.flatMap((place) => {
    if (!statSync(place).isDirectory()) return [place];
    return filesBelow(place)
      .filter((file) => file.endsWith('.json'))
      .map((file) => path.join(place, file));
  });
  return [...new Set(files)].sort();
}
