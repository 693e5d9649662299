import { describe, expect, it } from 'vitest';
import { seen, unseen } from '../check.ts';
import { lookDesk } from './look-desk.ts';
import { scene } from './scene.contract.ts';
import { serverOrDesk } from './server-or-desk/check.ts';
import { host, network } from './sound.contract.ts';

const sys = { '/sys/class': '' };
const program = (name: string) => seen('/proc', [{ name, pid: 50, uid: 0, user: 'root', ageMs: 1, parent: 1 }]);
const battery = (type: string, scope = 'System') => ({
  ...sys,
  '/sys/class/power_supply/BAT0/type': `${type}\n`,
  '/sys/class/power_supply/BAT0/scope': `${scope}\n`,
});

describe('whether a host is a server', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, Parameters<typeof lookDesk>[2], string]>([
    ['one of which nothing else is seen', sys, program('sshd'), 'pass'],
    ['one with the battery of a mouse', battery('Battery', 'Device'), program('sshd'), 'pass'],
    ['one with a UPS', battery('UPS'), program('sshd'), 'pass'],
    ['one with a battery', battery('Battery'), program('sshd'), 'warn'],
    ['one with a lid', { ...sys, '/proc/acpi/button/lid/LID0': '' }, program('sshd'), 'warn'],
    ['the chassis of a laptop', { ...sys, '/sys/class/dmi/id/chassis_type': '10\n' }, program('sshd'), 'warn'],
    ['one that shows a login screen', sys, program('gdm3'), 'warn'],
    [
      'one that starts a login screen',
      { ...sys, '/etc/systemd/system/display-manager.service': '-> /x' },
      program('sshd'),
      'warn',
    ],
    ['one over Wi-Fi', { ...sys, '/sys/class/net/eth0/wireless': '' }, program('sshd'), 'warn'],
    ['WSL', { ...sys, '/proc/sys/kernel/osrelease': '5.15-microsoft-standard-WSL2\n' }, program('sshd'), 'warn'],
    ['one whose programs are not seen', sys, unseen('/proc', 'the processes are not seen'), 'unknown'],
    ['one without /sys', {}, program('sshd'), 'unknown'],
  ])('is told of %s', async (_title, files, programs, result) => {
    const desk = await lookDesk(scene(files), seen('ip', network), programs);
    expect(serverOrDesk.judge(host({ desk, kind: seen('/proc', {}) }))).toMatchObject([{ result }]);
  });
});
