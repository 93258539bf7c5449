/** The flags of admission: which plugins run, and how they are configured. */
import type { ServerOptions } from '../api/options';
import type { FlagValues } from './flag-set';
import { parseInteger } from './flag-values';
import { optionalOf } from './optional';
import type { PluginFlags } from './validate';

export const pluginFlags = (values: FlagValues): PluginFlags => ({
  ...(values.has('admission-control') && { admissionControl: values.list('admission-control') }),
  enabled: values.list('enable-admission-plugins'),
  disabled: values.list('disable-admission-plugins'),
  areGiven: values.has('enable-admission-plugins') || values.has('disable-admission-plugins'),
});

export const admissionOptions = (values: FlagValues): Pick<ServerOptions, 'admissionControlConfigFile' | 'tolerationSeconds'> => ({
  ...optionalOf('admissionControlConfigFile', values.file('admission-control-config-file')),
  tolerationSeconds: {
    notReady: values.one('default-not-ready-toleration-seconds', parseInteger),
    unreachable: values.one('default-unreachable-toleration-seconds', parseInteger),
  },
});
