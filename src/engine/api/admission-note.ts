/** What admission did to a request, for a client in this process. */

/** One place of an object that a plugin changed: a JSON pointer. An absent value is a field that is not there. */
export interface AdmissionChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What one plugin did to one request. A plugin that did nothing has no note. */
export interface AdmissionNote {
  readonly plugin: string;
  /** A plugin that noticed something neither changed nor refused the object: its policy warns, for example. */
  readonly action: 'changed' | 'refused' | 'noticed';
  readonly changes: readonly AdmissionChange[];
  /** That of the refusal, else ''. */
  readonly message: string;
  readonly details: readonly string[];
}
