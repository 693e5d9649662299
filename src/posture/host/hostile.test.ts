import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { BotRun, HostFacts } from './facts.ts';
import { hostFamily } from './family.ts';
import { readIptables } from './iptables.ts';
import { lookBots, readUser } from './look-bots.ts';
import { lookFilter } from './look-filter.ts';
import { lookListeners, readSs } from './look-listeners.ts';
import { lookHiddenRoot } from './look-rights.ts';
import { lookUnits } from './look-units.ts';
import { readNft } from './nft.ts';
import { gateOf } from './packets.ts';
import { inwardPacket } from './probes.ts';
import { scene } from './scene.contract.ts';
import { bots, host, run, sound } from './sound.contract.ts';
import { readSettings, viewOf } from './sshd.ts';
import { lookUnitSettings, readShown, readUnitFiles } from './unit-settings.ts';

/** Text that is made of what these programs print, in no order. */
const made = (...words: readonly string[]) =>
  fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 })), { maxLength: 12 })
      .map((all) => all.join('')),
  );
/** Text without the words by which a program's answer is known. */
const rubbish = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => /[^\s]/.test(text));

const units = made(
  '[Service]\n',
  'User=',
  'root',
  '%i',
  '\\\n',
  '#',
  ';',
  'SupplementaryGroups=',
  'docker',
  'ExecStart=',
  '+',
  '=',
  '\n',
  '\0',
);
const sshd = made(
  'port 22\n',
  'permitrootlogin ',
  'passwordauthentication ',
  'yes',
  'no',
  'authenticationmethods ',
  ',',
  ' ',
  '\n',
);
const sockets = made('tcp ', 'LISTEN ', '0 ', '0.0.0.0:22 ', '[::]:', '*', '%', 'users:(("', 'pid=', '\n');
const status = made(
  'Uid:\t',
  'Gid:\t',
  'Groups:\t',
  '0\t',
  '990\t',
  '998 ',
  'CapEff:\t',
  'ffffffffffffffff',
  '\n',
  '-1',
);
const json = fc.array(
  fc.record(
    {
      table: fc.jsonValue(),
      set: fc.jsonValue(),
      map: fc.jsonValue(),
      chain: fc.oneof(
        fc.jsonValue(),
        fc.record({
          family: fc.constantFrom('ip', 'inet', 'netdev', 'bridge'),
          table: fc.constant('t'),
          name: fc.constantFrom('a', 'b'),
          type: fc.constantFrom('filter', 'nat', 'route', 'x'),
          hook: fc.constantFrom('ingress', 'prerouting', 'input', 'x'),
          prio: fc.oneof(fc.integer(), fc.jsonValue()),
          policy: fc.constantFrom('accept', 'drop', 'x'),
          dev: fc.oneof(fc.constantFrom('eth0', 'lo'), fc.jsonValue()),
        }),
      ),
      rule: fc.oneof(
        fc.jsonValue(),
        fc.record({
          family: fc.constantFrom('ip', 'inet', 'netdev'),
          table: fc.constant('t'),
          chain: fc.constantFrom('a', 'b'),
          expr: fc.array(
            fc.dictionary(
              fc.constantFrom(
                'match',
                'vmap',
                'jump',
                'goto',
                'accept',
                'drop',
                'notrack',
                'mangle',
                'tproxy',
                'redirect',
                'dnat',
                'limit',
                'set',
                'xt',
              ),
              fc.oneof(
                fc.jsonValue(),
                fc.record({ op: fc.constantFrom('==', '!=', '<', 'in'), left: fc.jsonValue(), right: fc.jsonValue() }),
              ),
              { maxKeys: 2 },
            ),
          ),
        }),
      ),
    },
    { requiredKeys: [] },
  ),
);

describe('no text makes a reader fail', () => {
  it.each<readonly [string, fc.Arbitrary<string>, (text: string) => unknown]>([
    [
      'files of units',
      units,
      (text) =>
        readUnitFiles(
          [
            { file: 'a', text },
            { file: 'b', text },
          ],
          'grid@a.service',
        ),
    ],
    ['systemctl show', made('LoadState=', 'loaded', 'User=', 'ExecStartEx={', ' ; flags=', ' ;', '\n'), readShown],
    ['sshd -T', sshd, (text) => viewOf({ who: 'everybody', isInside: false }, readSettings(text))],
    ['/proc/PID/status', status, (text) => readUser(text, text, text)],
    [
      'iptables-save',
      made(
        '*raw\n',
        '*filter\n',
        ':INPUT DROP\n',
        ':PREROUTING DROP\n',
        '-A INPUT ',
        '-A PREROUTING ',
        '-j ',
        'CT ',
        '--notrack ',
        'TPROXY ',
        '--on-port ',
        '\n',
      ),
      (text) => gateOf(readIptables(text, 'ip').chains, 'input', inwardPacket('ip', 'eth0', 'tcp', 80)),
    ],
    ['nft', fc.string(), readNft],
    ['ss', sockets, readSs],
  ])('of %s', (_title, texts, read) => {
    fc.assert(
      fc.property(texts, (text) => void read(text)),
      { numRuns: 300 },
    );
  });

  it('of the rules of nft', () => {
    fc.assert(
      fc.property(json, (items) => {
        const rules = readNft(JSON.stringify({ nftables: items }));
        for (const hook of ['input', 'forward', 'output'] as const)
          expect(['open', 'shut', 'unknown']).toContain(
            gateOf(rules?.chains ?? [], hook, { ...inwardPacket('ip', 'eth0', 'tcp', 80), out: 'eth1' }),
          );
      }),
      { numRuns: 300 },
    );
  });
});

/** Eyes to which every program says the same, and every file. */
const allSaying = (text: string): Eyes => ({
  ...scene({}),
  run: async () => ({ status: 0, out: text, err: '' }),
  read: async () => ({ bytes: Buffer.from(text), isCut: false }),
});
const checkOf = (id: string): Check<HostFacts> => {
  const check = hostFamily.checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(id);
  return check;
};
const resultsOf = (id: string, facts: Partial<HostFacts>) =>
  checkOf(id)
    .judge(host(facts))
    .map(({ result }) => result);

describe('no rubbish passes', () => {
  const unit = '/etc/systemd/system/grid.service';
  const found = { kind: 'ccxt' as const, name: '/srv/grid', settingsFiles: [], startedBy: [unit] };
  it.each<readonly [string, (text: string) => Promise<readonly string[]>]>([
    [
      'HOST-01',
      async (text) => {
        const processes = [{ pid: 400, uid: 990, program: 'python3' }];
        const own = Promise.resolve({ bots: [{ ...found, processes }], gaps: [] });
        return resultsOf('HOST-01', { bots: await lookBots(allSaying(text), own) });
      },
    ],
    ['HOST-04', async (text) => resultsOf('HOST-04', { filter: await lookFilter(allSaying(text)) })],
    ['HOST-05', async (text) => resultsOf('HOST-05', { listeners: await lookListeners(allSaying(text)) })],
    [
      'HOST-11',
      async (text) => {
        const user = readUser(`${text}\nUid:\t990\t990\t990\t990\n`, '', '');
        const { user: _, ...rest } = run();
        const running: readonly BotRun[] = [
          { ...rest, user: user ? { by: 'status', seen: user } : { by: 'status', unseen: 'no' } },
        ];
        const hiddenRoot = await lookHiddenRoot(scene({ '/etc/passwd': 'grid:x:990:990::/:/bin/sh\n' }), running, []);
        return resultsOf('HOST-11', { hiddenRoot, bots: bots(running) });
      },
    ],
    [
      'HOST-14',
      async (text) =>
        resultsOf('HOST-14', { units: await lookUnits(allSaying(text), [run()], []), bots: bots([run()]) }),
    ],
    ['HOST-16', async (text) => resultsOf('HOST-16', { filter: await lookFilter(allSaying(text)) })],
  ])('%s', async (_id, judged) => {
    await fc.assert(
      fc.asyncProperty(rubbish, async (text) => {
        expect(await judged(text)).not.toContain('pass');
      }),
      { numRuns: 150 },
    );
  });

  it('as what sshd says', () => {
    fc.assert(
      fc.property(rubbish, (text) => {
        expect(viewOf({ who: 'everybody', isInside: false }, readSettings(text))).toBeUndefined();
      }),
    );
  });

  it('as a unit whose user is named', async () => {
    await fc.assert(
      fc.asyncProperty(rubbish, async (text) => {
        const settings = await lookUnitSettings(scene({ [unit]: text }, { 'systemctl show': text }), 'grid.service');
        if ('seen' in settings) expect(settings.seen).toMatchObject({ user: 'root' });
      }),
    );
  });
});

it('the host that all of these begin with passes', () => {
  for (const id of ['HOST-01', 'HOST-04', 'HOST-05', 'HOST-11', 'HOST-14', 'HOST-16'])
    expect([
      id,
      new Set(
        checkOf(id)
          .judge(sound)
          .map(({ result }) => result),
      ),
    ]).toEqual([id, new Set(['pass'])]);
});
