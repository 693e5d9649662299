import type { Family } from '../check.ts';
import { autoUpdates } from './auto-updates/check.ts';
import { botUser } from './bot-user/check.ts';
import { coreDumps } from './core-dumps/check.ts';
import { diskEncryption } from './disk-encryption/check.ts';
import { diskSpace } from './disk-space/check.ts';
import { egressList } from './egress-list/check.ts';
import { blindFacts, type HostFacts } from './facts.ts';
import { failedLogins } from './failed-logins/check.ts';
import { hiddenRoot } from './hidden-root/check.ts';
import { inboundDeny } from './inbound-deny/check.ts';
import { logModes } from './log-modes/check.ts';
import { openPorts } from './open-ports/check.ts';
import { otherServices } from './other-services/check.ts';
import { ownFiles } from './own-files/check.ts';
import { passwordLogin } from './password-login/check.ts';
import { processSight } from './process-sight/check.ts';
import { rebootPending } from './reboot-pending/check.ts';
import { rootLogin } from './root-login/check.ts';
import { serverOrDesk } from './server-or-desk/check.ts';
import { swapEncryption } from './swap-encryption/check.ts';
import { unitExposure } from './unit-exposure/check.ts';

/** Is this host set up so that a thief finds no way in, and nothing to take? */
export const hostFamily: Family<HostFacts> = {
  name: 'HOST',
  title: 'the host',
  checks: [
    botUser,
    passwordLogin,
    rootLogin,
    inboundDeny,
    openPorts,
    autoUpdates,
    rebootPending,
    coreDumps,
    swapEncryption,
    diskEncryption,
    hiddenRoot,
    logModes,
    failedLogins,
    unitExposure,
    processSight,
    egressList,
    diskSpace,
    serverOrDesk,
    otherServices,
    ownFiles,
  ],
  blind: blindFacts,
};
