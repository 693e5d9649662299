import type { Cases } from '../check.ts';
import { autoUpdatesCases } from './auto-updates/cases.contract.ts';
import { botUserCases } from './bot-user/cases.contract.ts';
import { coreDumpsCases } from './core-dumps/cases.contract.ts';
import { diskEncryptionCases } from './disk-encryption/cases.contract.ts';
import { diskSpaceCases } from './disk-space/cases.contract.ts';
import { egressListCases } from './egress-list/cases.contract.ts';
import type { HostFacts } from './facts.ts';
import { failedLoginsCases } from './failed-logins/cases.contract.ts';
import { hiddenRootCases } from './hidden-root/cases.contract.ts';
import { inboundDenyCases } from './inbound-deny/cases.contract.ts';
import { logModesCases } from './log-modes/cases.contract.ts';
import { openPortsCases } from './open-ports/cases.contract.ts';
import { otherServicesCases } from './other-services/cases.contract.ts';
import { ownFilesCases } from './own-files/cases.contract.ts';
import { passwordLoginCases } from './password-login/cases.contract.ts';
import { processSightCases } from './process-sight/cases.contract.ts';
import { rebootPendingCases } from './reboot-pending/cases.contract.ts';
import { rootLoginCases } from './root-login/cases.contract.ts';
import { serverOrDeskCases } from './server-or-desk/cases.contract.ts';
import { swapEncryptionCases } from './swap-encryption/cases.contract.ts';
import { unitExposureCases } from './unit-exposure/cases.contract.ts';

/** The cases of each check, by its id. */
export const hostCases: Readonly<Record<string, Cases<HostFacts>>> = {
  'HOST-01': botUserCases,
  'HOST-02': passwordLoginCases,
  'HOST-03': rootLoginCases,
  'HOST-04': inboundDenyCases,
  'HOST-05': openPortsCases,
  'HOST-06': autoUpdatesCases,
  'HOST-07': rebootPendingCases,
  'HOST-08': coreDumpsCases,
  'HOST-09': swapEncryptionCases,
  'HOST-10': diskEncryptionCases,
  'HOST-11': hiddenRootCases,
  'HOST-12': logModesCases,
  'HOST-13': failedLoginsCases,
  'HOST-14': unitExposureCases,
  'HOST-15': processSightCases,
  'HOST-16': egressListCases,
  'HOST-17': diskSpaceCases,
  'HOST-18': serverOrDeskCases,
  'HOST-19': otherServicesCases,
  'HOST-20': ownFilesCases,
};
