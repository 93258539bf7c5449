/** AlwaysAdmit refuses nothing and changes nothing; it is there for those who name it. Upstream: plugin/pkg/admission/admit/admission.go */
import type { AdmissionPlugin } from '../../api/admission';

export const createAlwaysAdmit = (): AdmissionPlugin => ({ name: 'AlwaysAdmit', handles: () => false });
