/** Where a webhook is. After k8s.io/apiserver/pkg/util/webhook/validation.go. */
import type { SentClientConfig } from '../../../api/webhook-configuration';
import { dnsSubdomain } from '../../../apimachinery/names';
import { errorText } from '../../../golang/error-text';
import { parseUrl, type GoUrl } from '../../../golang/url';
import { invalidValue, required } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { optional, present, rangeText, when, type Errors } from '../../generic/validation/checks';

const FORM = 'desired format: https://host[/path]';

function validateUrl(url: string, at: string, version: Version): Errors {
  const refused = (value: string, text: string): Errors => [invalidValue(at, value, `${text}; ${FORM}`)];
  let parsed: GoUrl;
  try {
    parsed = parseUrl(url);
  } catch (error) {
    return [required(at, `url must be a valid URL: ${errorText(error)}; ${FORM}`)];
  }
  const { scheme, host, fragment, rawQuery, hasUser } = parsed;
  return [
    ...(scheme === 'https' ? [] : refused(scheme, "'https' is the only allowed URL scheme")),
    ...(host === '' ? refused(host, version.has('commonValidationWords') ? 'host must be specified' : 'host must be provided') : []),
    ...when(hasUser, () => invalidValue(at, url.slice(url.indexOf('//') + 2).split('@', 1)[0] ?? '', 'user information is not permitted in the URL')),
    ...when(fragment !== '', () => invalidValue(at, fragment, 'fragments are not permitted in the URL')),
    ...when(rawQuery !== '', () => invalidValue(at, rawQuery, 'query parameters are not permitted in the URL')),
  ];
}

function validatePath(path: string, at: string): Errors {
  if (path === '' || path === '/') return [];
  const refused = (text: string): Errors => [invalidValue(at, path, text)];
  if (path === '//') return refused('segment[0] may not be empty');
  const start = path.startsWith('/') ? [] : refused("must start with a '/'");
  // Upstream takes the first character for a slash, whatever it is.
  const trimmed = path.slice(1).replace(/\/$/, '');
  const steps = trimmed
    .split('/')
    .flatMap((step, index) =>
      step === '' ? refused(`segment[${index}] may not be empty`) : dnsSubdomain(step).flatMap((text) => refused(`segment[${index}]: ${text}`)),
    );
  return [...start, ...steps];
}

export function validateClientConfig({ url, service }: SentClientConfig, at: string, version: Version): Errors {
  if ((url === undefined) === (service === undefined)) return [required(at, 'exactly one of url or service is required')];
  if (url !== undefined) return validateUrl(url, `${at}.url`, version);
  const { name, namespace, path, port = 443 } = service ?? {};
  return [
    // Upstream hands the two over in the wrong order.
    ...present(namespace, `${at}.service.name`, version.has('commonValidationWords') ? '' : 'service name is required'),
    ...present(name, `${at}.service.namespace`, version.has('commonValidationWords') ? '' : 'service namespace is required'),
    ...when(port < 1 || port > 65_535, () => invalidValue(`${at}.service.port`, port, `port is not valid: ${rangeText(1, 65_535)}`)),
    ...optional(path, (given) => validatePath(given, `${at}.service.path`)),
  ];
}
