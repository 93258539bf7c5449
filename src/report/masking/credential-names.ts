/** Which headers, fields and parameters of URLs hold credentials, by their names. */
const WORDS = 'token|password|passwd|passphrase|secret|api-?key|access-?key|client-?key-?data|private-?key|credentials?';
/** The same as a regular expression. */
export const CREDENTIAL_WORDS = WORDS.replaceAll('-?', '[-_]?');
const FIELD = new RegExp(`^(?:[\\w.]*[-_.])?(?:${CREDENTIAL_WORDS})$`, 'i');
/** accessToken, clientSecret. */
const CAMEL = /(?:[a-z\d])(?:Token|Password|Secret|ApiKey|AccessKey|PrivateKey|ClientKeyData)$/;
const HEADER = /auth|token|secret|password|cookie|api-?key|credential|session/i;
/** They say how to prove who one is, or who one is. */
const OPEN_HEADER = /^(?:www-authenticate|proxy-authenticate|x-remote-.*|impersonate-.*|authority|:authority)$/i;

/** The header of a probe has a scheme before its credential. */
export const hasScheme = (name: string): boolean => /^(?:proxy-)?authorization$/i.test(name);

/** Fields of objects, columns of tables, parameters of URLs. */
export const holdsCredential = (name: string): boolean => FIELD.test(name) || CAMEL.test(name);
export const isCredentialHeader = (name: string): boolean => HEADER.test(name) && !OPEN_HEADER.test(name);

/** The same in a text that no parser reads, with what stands between a name and its value. */
export const NAMED_VALUE = new RegExp(
  `(?<![\\w-])(?<name>[\\w-]{0,40}(?:authorization|cookie|${CREDENTIAL_WORDS}))(?<between>\\\\?["']?(?::[ \\t]{0,4}|=|[ \\t]{1,4}\\|[ \\t]{1,4})(?:(?:Bearer|Basic)[ \\t]+)?)(?<quote>\\\\?["'])?(?<value>[^\\s"'\\\\,;&|(){}<>]{1,4096})`,
  'gi',
);
