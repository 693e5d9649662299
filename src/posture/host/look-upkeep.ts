import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import { ask, isThere, textOf, wordsOf } from './asking.ts';
import type { CoreSettings, RebootFacts, UpdateFacts } from './facts.ts';

const MISSING = 'dpkg-query is not installed';
const stamps = ['/var/lib/apt/periodic/unattended-upgrades-stamp', '/var/lib/apt/periodic/upgrade-stamp'];

export async function lookUpdates(eyes: Eyes): Promise<Sight<UpdateFacts>> {
  const dump = await ask(
    eyes,
    ['apt-config', 'dump'],
    'this host has no apt: say by hand that its updates install themselves',
  );
  if ('unseen' in dump) return dump;
  if (dump.seen.status !== 0) return unseen(dump.by, 'apt-config did not tell its settings');
  const values = readAptConfig(dump.seen.out);
  const one = (name: string): string => values.get(name.toLowerCase())?.at(-1) ?? '';
  const [isInstalled, timer, lastRunMs] = await Promise.all([
    isThere(eyes, '/usr/bin/unattended-upgrade'),
    lookTimer(eyes),
    lookStamp(eyes),
  ]);
  return seen('apt-config dump', {
    isInstalled,
    lists: one('APT::Periodic::Update-Package-Lists'),
    upgrades: one('APT::Periodic::Unattended-Upgrade'),
    isEnabled: one('APT::Periodic::Enable') !== '0',
    covers: coverOf([
      ...(values.get('unattended-upgrade::origins-pattern::') ?? []),
      ...(values.get('unattended-upgrade::allowed-origins::') ?? []),
    ]),
    timer,
    lastRunMs,
  });
}

/** Lines such as `APT::Periodic::Enable "1";`; names count whatever their case. */
export function readAptConfig(text: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [, name = '', value = ''] of text.matchAll(/^(\S+) "(.*)";$/gm)) {
    const key = name.toLowerCase();
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
}

function coverOf(origins: readonly string[]): UpdateFacts['covers'] {
  if (origins.length === 0) return 'other';
  // A pattern of the distribution as a whole holds its security updates too.
  const isWide = (one: string): boolean =>
    /security/i.test(one) || !/(?:label|suite|archive|codename|[lca])=|:/.test(one);
  return origins.some(isWide) ? 'security' : 'other';
}

async function lookTimer(eyes: Eyes): Promise<UpdateFacts['timer']> {
  const isBooted = await isThere(eyes, '/run/systemd/system');
  const hasCron = (await isThere(eyes, '/etc/cron.daily/apt-compat')) && (await isThere(eyes, '/usr/sbin/cron'));
  if (!isBooted && hasCron) return 'cron';
  // Files alone are asked, so this needs no running manager.
  const ran = await ask(eyes, ['systemctl', '--root=/', 'is-enabled', 'apt-daily-upgrade.timer']);
  if ('unseen' in ran) return hasCron ? 'cron' : 'unknown';
  const said = ran.seen.out.trim();
  if (/^(?:enabled|enabled-runtime|static|alias)$/.test(said)) return 'enabled';
  if (/^masked/.test(said)) return 'masked';
  if (said === 'disabled') return 'disabled';
  if (said === '' && /No such file/.test(ran.seen.err)) return hasCron ? 'cron' : 'missing';
  return 'unknown';
}

async function lookStamp(eyes: Eyes): Promise<Sight<number | 'never'>> {
  const found = await Promise.all(stamps.map((path) => eyes.look(path)));
  const by = stamps.join(', ');
  if (found.some((one) => 'fault' in one && one.fault !== 'missing'))
    return unseen(by, 'when updates last ran could not be read');
  const times = found.flatMap((one) => ('fault' in one ? [] : [one.changedMs]));
  return seen(by, times.length === 0 ? 'never' : Math.max(...times));
}

export async function lookReboot(eyes: Eyes): Promise<Sight<RebootFacts>> {
  const [mark, packages, release, version, boot] = await Promise.all([
    eyes.look('/run/reboot-required'),
    wordsOf(eyes, '/run/reboot-required.pkgs'),
    wordsOf(eyes, '/proc/sys/kernel/osrelease'),
    textOf(eyes, '/proc/version'),
    eyes.list('/boot'),
  ]);
  if ('fault' in mark && mark.fault === 'failed')
    return unseen('/run/reboot-required', 'whether a restart is asked for could not be read');
  const marked = !('fault' in mark) || mark.fault === 'denied';
  const running = release?.trim();
  if (running === undefined)
    return unseen('/proc/sys/kernel/osrelease', 'the version of the running kernel could not be read');
  const kernels = Array.isArray(boot)
    ? seen(
        '/boot',
        boot.flatMap((name) => /^vmlinuz-(.+)$/.exec(name)?.[1] ?? []),
      )
    : seenWhereMissing(boot);
  const build =
    'seen' in kernels && kernels.seen.includes(running) ? await lookBuild(eyes, running, version) : undefined;
  return seen('/run/reboot-required, /boot, uname -r', {
    ...(marked
      ? {
          wanted: [
            ...new Set(
              (packages ?? '')
                .split('\n')
                .map((one) => one.trim())
                .filter((one) => one !== ''),
            ),
          ],
        }
      : {}),
    running,
    kernels,
    ...(build === undefined ? {} : { build }),
  });
}

function seenWhereMissing(boot: readonly string[] | { readonly fault: string }): Sight<readonly string[]> {
  if ('fault' in boot && boot.fault === 'missing') return seen('/boot', []);
  return unseen('/boot', 'the kernels under /boot could not be read: run keyward check with sudo');
}

/** Debian writes the version of the package into the kernel: a rebuilt one keeps its name. */
async function lookBuild(
  eyes: Eyes,
  running: string,
  version: Sight<string | undefined>,
): Promise<RebootFacts['build']> {
  if ('unseen' in version) return version;
  const now = / Debian (\S+)/.exec(version.seen ?? '')?.[1];
  if (now === undefined) return undefined;
  const ran = await ask(eyes, ['dpkg-query', '-W', '-f', `\${Version}`, `linux-image-${running}`], MISSING);
  // Without dpkg, and of a kernel that is of no package, there is nothing to compare.
  if ('unseen' in ran) return ran.unseen === MISSING ? undefined : ran;
  const installed = ran.seen.status === 0 ? ran.seen.out.trim() : '';
  return installed === '' ? undefined : seen(ran.by, { installed, running: now });
}

export async function lookCoreSettings(eyes: Eyes): Promise<Sight<CoreSettings>> {
  const by = '/proc/sys/kernel/core_pattern';
  const pattern = await textOf(eyes, by);
  if ('unseen' in pattern) return pattern;
  if (pattern.seen === undefined) return unseen(by, 'kernel.core_pattern could not be read');
  const isSystemd = pattern.seen.includes('systemd-coredump');
  return seen(by, { pattern: pattern.seen.trim(), keepsNothing: isSystemd && (await keepsNothing(eyes)) });
}

async function keepsNothing(eyes: Eyes): Promise<boolean> {
  const ran = await ask(eyes, ['systemd-analyze', 'cat-config', 'systemd/coredump.conf']);
  const last = 'seen' in ran ? [...ran.seen.out.matchAll(/^\s*Storage\s*=\s*(\w+)/gm)].at(-1)?.[1] : undefined;
  return last === 'none';
}
