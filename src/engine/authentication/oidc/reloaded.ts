/**
 * The issuers of --authentication-config follow the file. A new text is taken when it is good, leaves anonymous requests as
 * they were at start, and every issuer in it has answered; until then, and where it is invalid, the old issuers stay.
 * After ApplyTo of k8s.io/kubernetes/pkg/kubeapiserver/options/authentication.go, with the intervals of its filesystem.WatchUntil.
 */
import { readFileSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { encodeJson } from '../../golang/json';
import { forbiddenField } from '../../errors/field-error';
import type { TokenAuthenticator } from '../authenticator';
import { checkConfiguration, type ConfiguredAuthentication } from '../configuration/configured';
import { decodeAuthenticationConfiguration } from '../configuration/load';
import type { AnonymousConfiguration } from '../configuration/types';
import type { JwtOptions } from './jwt-authenticator';
import { jwtAuthenticators, type JwtAuthenticators } from './jwt-authenticators';

/** Polls the file, for file systems that report no changes. */
const POLL_INTERVAL = 60_000;
const READY_INTERVAL = 10_000;
const READY_TIMEOUT = 60_000;

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());

/** Throws when an issuer does not answer in time. */
async function ready(authenticators: JwtAuthenticators): Promise<void> {
  await authenticators.attempted;
  for (let waited = 0; !authenticators.isReady(); waited += READY_INTERVAL) {
    if (waited >= READY_TIMEOUT) throw new Error('an issuer has not answered in time');
    await later(READY_INTERVAL);
  }
}

function newConfiguration(text: string, anonymous: AnonymousConfiguration | undefined): ConfiguredAuthentication['configuration'] {
  const configuration = decodeAuthenticationConfiguration(text);
  const changed = encodeJson(configuration.anonymous ?? null) !== encodeJson(anonymous ?? null);
  checkConfiguration(configuration, changed ? [forbiddenField('anonymous', 'changed from initial configuration file')] : []);
  return configuration;
}

export interface ReloadedAuthenticators extends TokenAuthenticator {
  readonly attempted: Promise<void>;
  stop(): void;
}

export function reloadedAuthenticators(file: string, { configuration, text = '' }: ConfiguredAuthentication, options: JwtOptions): ReloadedAuthenticators {
  let current = jwtAuthenticators(configuration, options);
  let tracked = text;
  let reloading: Promise<void> | undefined;
  let again = false;

  async function reload(): Promise<void> {
    const now = readFileSync(file, 'utf8');
    if (now === tracked) return;
    let next: JwtAuthenticators;
    try {
      next = jwtAuthenticators(newConfiguration(now, configuration.anonymous), options);
    } catch {
      // It will not become better by itself.
      tracked = now;
      return;
    }
    try {
      await ready(next);
    } catch {
      next.stop();
      return;
    }
    current.stop();
    current = next;
    tracked = now;
  }

  /** One at a time; a change in the meantime is looked at afterwards. */
  function changed(): void {
    if (reloading !== undefined) {
      again = true;
      return;
    }
    reloading = reload()
      .catch(() => undefined)
      .finally(() => {
        reloading = undefined;
        if (!again) return;
        again = false;
        changed();
      });
  }

  const timer = setInterval(changed, POLL_INTERVAL).unref();
  // The folder, because a file is often replaced as a whole.
  const watcher: FSWatcher = watch(path.dirname(file), { persistent: false }, changed).on('error', () => undefined);
  return {
    name: 'jwt',
    authenticateToken: (token, credentials) => current.authenticateToken(token, credentials),
    attempted: current.attempted,
    stop: () => {
      clearInterval(timer);
      watcher.close();
      current.stop();
    },
  };
}
