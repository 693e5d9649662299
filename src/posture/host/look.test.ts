import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundBots } from '../bots/found.ts';
import type { Eyes } from '../eyes.ts';
import { hostFamily } from './family.ts';
import { lookHost } from './look.ts';

const grid: FoundBots = {
  bots: [
    {
      kind: 'ccxt',
      name: '/srv/grid',
      folder: '/srv/grid',
      processes: [{ pid: 400, uid: 990, program: 'python3', unit: 'grid.service' }],
      startedBy: ['/etc/systemd/system/grid.service'],
      settingsFiles: [],
    },
  ],
  gaps: [],
};

function judged(facts: Awaited<ReturnType<typeof lookHost>>) {
  return hostFamily.checks.flatMap((check) =>
    check.judge(facts).map(({ result, says }) => ({ id: check.id, result, says })),
  );
}

/** Eyes to which everything happens in the same way. */
function eyesWith(more: Partial<Eyes>): Eyes {
  return {
    uid: 1000,
    nowMs: Date.parse('2026-11-23T10:00:00Z'),
    run: async () => ({ fault: 'missing' }),
    read: async () => ({ fault: 'missing' }),
    look: async () => ({ fault: 'missing' }),
    list: async () => ({ fault: 'missing' }),
    ...more,
  };
}

describe('a look at a host', () => {
  it.each([
    [
      'is closed',
      eyesWith({
        run: async () => ({ fault: 'denied' }),
        read: async () => ({ fault: 'denied' }),
        look: async () => ({ fault: 'denied' }),
        list: async () => ({ fault: 'denied' }),
      }),
    ],
    [
      'hangs',
      eyesWith({
        run: async () => ({ fault: 'timeout' }),
        read: async () => ({ fault: 'failed' }),
        look: async () => ({ fault: 'failed' }),
        list: async () => ({ fault: 'failed' }),
      }),
    ],
    [
      'breaks',
      eyesWith({
        run: () => Promise.reject(new Error('x')),
        read: () => Promise.reject(new Error('x')),
        look: () => Promise.reject(new Error('x')),
        list: () => Promise.reject(new Error('x')),
      }),
    ],
  ])('that %s passes nothing', async (_title, eyes) => {
    const found = judged(await lookHost(eyes, Promise.resolve(grid), '/srv/state'));
    expect(found.filter(({ result }) => result !== 'unknown' && result !== 'not-applicable')).toEqual([]);
    expect(found.filter(({ result }) => result === 'unknown').length).toBeGreaterThan(15);
  });

  it('passes no bot where bots could not be looked for', async () => {
    const found = judged(await lookHost(eyesWith({}), Promise.reject(new Error('x')), '/srv/state'));
    for (const id of ['HOST-01', 'HOST-08', 'HOST-14'])
      expect(found.filter((one) => one.id === id)).toMatchObject([
        { result: 'unknown', says: 'the bots on this host could not be looked for' },
      ]);
  });

  it('never fails, whatever programs and files say', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '{"nftables": [{"chain": 1}]}',
        '[{"addr_info": [{"local": 5}]}]',
        'Uid: 0 0 0',
        '[{"ifname": "eth0", "addr_info": 3}]',
        'port 22\npasswordauthentication yes\npermitrootlogin yes',
      ),
    );
    const output = fc.record({ status: fc.constantFrom(0, 1, 255), out: text, err: text });
    const look = fc.record({
      kind: fc.constantFrom('file' as const, 'folder' as const, 'link' as const, 'other' as const),
      mode: fc.nat(0o7777),
      uid: fc.nat(2000),
      gid: fc.nat(2000),
      size: fc.nat(),
      changedMs: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(
        output,
        text,
        look,
        fc.array(fc.constantFrom('400', '1', 'a.log', '50-a.conf', 'vmlinuz-6.1', 'BAT0'), { maxLength: 3 }),
        async (ran, read, facts, names) => {
          const eyes = eyesWith({
            uid: 0,
            run: async () => ran,
            read: async () => ({ bytes: Buffer.from(read), isCut: false }),
            look: async () => facts,
            list: async () => names,
          });
          for (const { says } of judged(await lookHost(eyes, Promise.resolve(grid), '/srv/state')))
            expect(says).not.toMatch(/[\n\r]|\.$/);
        },
      ),
      { numRuns: 60 },
    );
  });
});
