/** AlwaysDeny refuses whatever would change something. Upstream: plugin/pkg/admission/deny/admission.go */
import type { AdmissionPlugin } from '../../api/admission';
import { refused } from '../refusal';

export const createAlwaysDeny = (): AdmissionPlugin => ({
  name: 'AlwaysDeny',
  handles: () => true,
  admit(attributes) {
    throw refused(attributes, 'admission control is denying all modifications');
  },
});
