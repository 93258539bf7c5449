/** What admission plugins read of namespaces. */
import type { AdmissionAttributes } from '../api/admission';

export const NAMESPACES = { group: '', resource: 'namespaces' };

export const isOfNamespace = ({ kind }: AdmissionAttributes): boolean => kind.group === '' && kind.kind === 'Namespace';
