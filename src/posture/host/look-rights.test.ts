import { describe, expect, it } from 'vitest';
import type { BotRun } from './facts.ts';
import { hiddenRoot } from './hidden-root/check.ts';
import { lookBots, readUser } from './look-bots.ts';
import { lookHiddenRoot } from './look-rights.ts';
import { scene } from './scene.contract.ts';
import { bots, host, run } from './sound.contract.ts';

const base = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/bash\ngrid:x:990:990::/srv/grid:/usr/sbin/nologin\n',
  '/etc/group': 'root:x:0:\nsudo:x:27:\ndisk:x:6:\ndocker:x:998:\ngrid:x:990:\n',
  '/run/docker.sock': '',
};
const unit = '/etc/systemd/system/grid.service';
const groups = (...held: readonly number[]): BotRun => run({ user: { groups: held } });

async function told(
  files: Readonly<Record<string, string>>,
  running: readonly BotRun[],
  startedBy: readonly string[] = [],
  programs: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const facts = await lookHiddenRoot(scene({ ...base, ...files }, programs), running, startedBy);
  const found = hiddenRoot.judge(host({ hiddenRoot: facts, bots: bots(running) }));
  return found.map(({ result, about }) => `${result} ${about}`);
}

describe('a group that makes root', () => {
  it.each<readonly [string, readonly BotRun[], readonly string[]]>([
    ['is held by a process whose account is not in it', [groups(990, 998)], ['fail group docker of bot /srv/grid']],
    ['is the own group of a process', [groups(6)], ['fail group disk of bot /srv/grid']],
    ['is held by none', [groups(990, 4)], ['pass hidden root']],
    ['is held in a container', [run({ container: 'abc', user: { groups: [998] } })], ['pass hidden root']],
    ['is held by root, which HOST-01 tells', [run({ uid: 0, user: { groups: [6] } })], ['pass hidden root']],
  ])('%s', async (_title, running, expected) => {
    expect(await told({}, running)).toEqual(expected);
  });

  it('is told of the account alone, where that is in it', async () => {
    const group = base['/etc/group'].replace('998:', '998:grid');
    expect(await told({ '/etc/group': group }, [groups(990, 998)])).toEqual(['fail group docker']);
  });

  it('opens nothing without its daemon', async () => {
    const { '/run/docker.sock': _, ...files } = base;
    const facts = await lookHiddenRoot(scene(files), [groups(998)], []);
    expect(hiddenRoot.judge(host({ hiddenRoot: facts }))).toMatchObject([{ result: 'pass' }]);
  });

  it.each([
    ['SupplementaryGroups=docker', ['fail group docker of grid.service']],
    ['SupplementaryGroups=998', ['fail group docker of grid.service']],
    ['Group=disk', ['fail group disk of grid.service']],
    ['SupplementaryGroups=docker\nSupplementaryGroups=', ['pass hidden root']],
  ])('is given by a unit with %j', async (line, expected) => {
    expect(await told({ [unit]: `[Service]\nUser=grid\n${line}\n` }, [], [unit])).toEqual(expected);
    const dropIn = { [unit]: '[Service]\nUser=grid\n', [`${unit}.d/50-own.conf`]: `[Service]\n${line}\n` };
    expect(await told(dropIn, [groups(990)])).toEqual(expected);
  });

  it('is given by a unit as a running systemd says', async () => {
    const shown =
      'LoadState=loaded\nUser=grid\nGroup=\nDynamicUser=no\nSupplementaryGroups=docker\nExecStartEx={ path=/a ; flags= ; }\n';
    expect(await told({ [unit]: '[Service]\nUser=grid\n' }, [], [unit], { 'systemctl show': shown })).toEqual([
      'fail group docker of grid.service',
    ]);
  });

  it('is not known where a unit or a process does not tell', async () => {
    expect(await told({ [unit]: '!denied' }, [], [unit])).toEqual(['unknown unit grid.service']);
    const { user: _, ...rest } = run();
    const silent: BotRun = { ...rest, user: { by: '/proc/400/status', unseen: 'it has ended' } };
    expect(await told({}, [silent])).toEqual(['unknown groups of bot /srv/grid']);
    const untold: BotRun = {
      ...rest,
      user: { by: 'x', seen: { real: 990, effective: 990, saved: 990, capabilities: [] } },
    };
    expect(await told({}, [untold])).toEqual(['unknown groups of bot /srv/grid']);
  });

  it('is not known where sudoers names a group that a process holds beyond its account', async () => {
    const files = { '/etc/sudoers': '%sudo ALL=(ALL) NOPASSWD: ALL\n' };
    expect(await told(files, [groups(990, 27)])).toEqual(['unknown groups of bot /srv/grid']);
    expect(await told(files, [groups(990)])).toEqual(['pass hidden root']);
  });
});

describe('the groups of a process', () => {
  const status = (text: string): string => `Name:\tpython3\nUid:\t990\t990\t990\t990\n${text}CapEff:\t0\n`;
  it.each([
    ['its own and all others', 'Gid:\t990\t990\t990\t990\nGroups:\t4 998 \n', [990, 4, 998]],
    ['the one that is in force', 'Gid:\t990\t6\t990\t6\nGroups:\t \n', [6]],
    ['none that are told', 'Gid:\t990\t990\t990\t990\n', undefined],
    ['none where they are no numbers', 'Gid:\t990\t990\t990\t990\nGroups:\tdocker\n', undefined],
  ])('are %s', (_title, text, expected) => {
    expect(readUser(status(text), '', '')?.groups).toEqual(expected);
  });

  it('are those of its status file', async () => {
    const processes = [{ pid: 400, uid: 990, program: 'python3' }];
    const bot = { kind: 'ccxt' as const, name: '/srv/grid', processes, startedBy: [], settingsFiles: [] };
    const eyes = scene({ ...base, '/proc/400/status': status('Gid:\t990\t990\t990\t990\nGroups:\t998 \n') });
    const found = await lookBots(eyes, Promise.resolve({ bots: [bot], gaps: [] }));
    expect('seen' in found && (await told({}, found.seen.running))).toEqual(['fail group docker of bot /srv/grid']);
  });
});
