import { checkPlan } from './check-plan.ts';
import { compose } from './compose.ts';
import { logrotate } from './logrotate.ts';
import { nftables } from './nftables.ts';
import { nftablesNames } from './nftables-names.ts';
import type { HardenFile, HardenPlan } from './plan.ts';
import { sshd } from './sshd.ts';
import { systemdBot } from './systemd-bot.ts';
import { systemdKeyward } from './systemd-keyward.ts';
import { sysusers } from './sysusers.ts';
import { unattendedUpgrades } from './unattended-upgrades.ts';

/** All files for a host, in the order in which they are installed. Throws `usage` for a plan that would not hold (`checkPlan`). */
export function hardenFiles(plan: HardenPlan): readonly HardenFile[] {
  checkPlan(plan);
  return [
    sysusers(plan),
    nftables(plan),
    ...nftablesNames(plan),
    systemdKeyward(plan),
    ...plan.bots.map((bot) => systemdBot(plan, bot)),
    sshd(),
    unattendedUpgrades(),
    logrotate(plan),
    compose(plan),
  ];
}
