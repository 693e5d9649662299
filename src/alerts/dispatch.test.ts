import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordSecret } from '../../test/canary.ts';
import { Secret } from '../core/index.ts';
import type { Sent } from './channel.ts';
import { Commands } from './commands.ts';
import type { Message } from './message.ts';
import { MOST_CASES } from './outbox.ts';
import { HandClock, openBox } from './scene.contract.ts';
import { SAME_AGAIN_MS, SMALLEST_GAP_MS } from './schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const leak = {
  about: 'KEY-01 main',
  severity: 'critical',
  what: 'main can withdraw',
  next: 'keyward explain KEY-01',
} as const;
const due = { about: 'due rotate main', severity: 'info', what: 'replace main soon' } as const;

describe('an alarm', () => {
  it('is sent at once, again after 5 minutes, 30 minutes and 2 hours, then daily, and its end is told', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.dispatch.raise(leak);
    const beganMs = box.clock.nowMs();
    await box.pass(3 * DAY);
    expect(box.arrived.map(({ message, atMs }) => [message.kind, (atMs - beganMs) / MINUTE])).toEqual([
      ['raised', 0],
      ['again', 5],
      ['again', 30],
      ['again', 120],
      ['again', 1_440],
      ['again', 2_880],
      ['again', 4_320],
    ]);
    box.dispatch.end(leak.about);
    await box.step();
    expect(box.told().at(-1)).toBe('phone ended main can withdraw');
    await box.pass(DAY);
    expect(box.arrived).toHaveLength(8);
    expect([...box.files.files.keys()]).toEqual(['meta.json']);
  });

  it('that is raised again and again is counted, not sent', async () => {
    const box = openBox([{ name: 'phone' }]);
    for (let at = 0; at < 10; at++) {
      box.dispatch.raise({ ...leak, what: `main can withdraw, seen ${at} times` });
      await box.pass(20_000, 10_000);
    }
    expect(box.arrived).toHaveLength(1);
    await box.pass(5 * MINUTE);
    expect(box.arrived.at(-1)!.message).toMatchObject({
      kind: 'again',
      count: 10,
      what: 'main can withdraw, seen 9 times',
    });
  });

  it('that becomes graver is sent at once, to those who take it', async () => {
    const box = openBox([{ name: 'phone' }, { name: 'pager', atLeast: 'critical' }]);
    box.dispatch.raise({ ...leak, severity: 'warning' });
    await box.pass(MINUTE);
    box.dispatch.raise(leak);
    await box.step();
    expect(box.told()).toEqual([
      'phone raised main can withdraw',
      'phone raised main can withdraw',
      'pager raised main can withdraw',
    ]);
    box.dispatch.end(leak.about);
    await box.step();
    expect(box.told().slice(3)).toEqual(['phone ended main can withdraw', 'pager ended main can withdraw']);
  });

  it('that comes and goes is not a flood, and one that comes back later is new', async () => {
    const box = openBox([{ name: 'phone' }]);
    for (let at = 0; at < 60; at++) {
      box.dispatch.raise({ ...leak, what: `down for the ${at}th time` });
      await box.pass(MINUTE / 2, MINUTE / 2);
      box.dispatch.end(leak.about);
      await box.pass(MINUTE / 2, MINUTE / 2);
    }
    expect(box.arrived.length).toBeLessThan(12);
    await box.pass(SAME_AGAIN_MS);
    const before = box.arrived.length;
    box.dispatch.raise(leak);
    await box.step();
    expect(box.arrived.slice(before).map(({ message }) => message.kind)).toEqual(['raised']);
  });

  it('tells what, evidence, what was done, what to run, and where in the journal; without secrets or control characters', async () => {
    recordSecret('a-secret-that-somebody-quoted');
    Secret.take(Buffer.from('a-secret-that-somebody-quoted'));
    const box = openBox([{ name: 'phone' }]);
    box.dispatch.raise({
      ...leak,
      what: 'a\r\nb\u001b[31m \u202ec \ud83d a-secret-that-somebody-quoted',
      evidence: `one\ntwo ${'x'.repeat(9_000)}`,
      done: 'not used',
    });
    await box.step();
    const { message } = box.arrived[0]!;
    expect(message).toMatchObject({
      what: 'a b?[31m ?c ? [secret]',
      done: 'not used',
      head: '7 abcdef012345',
      source: 'keyward',
    });
    expect(message.evidence).toMatch(/^one\ntwo x+ \[cut\]$/);
    expect(message.evidence!.length).toBeLessThanOrEqual(3_000);
    expect([...box.files.files.values()].join('')).not.toContain('somebody-quoted');
  });

  it('of a megabyte is cut without the beginning of a secret that stood there', async () => {
    const secret = `another-secret-${'z'.repeat(400)}`;
    recordSecret(secret);
    Secret.take(Buffer.from(secret));
    const box = openBox([{ name: 'phone' }]);
    for (let at = 0; at < 420; at += 60)
      box.dispatch.raise({ ...leak, about: `long ${at}`, evidence: 'x'.repeat(at) + secret.repeat(2_500) });
    await box.pass(10_000, 1_000);
    expect([...box.files.files.values()].join('')).not.toMatch(/another-s|zzzz/);
  });

  it('that was over before it could be sent is one message', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.answers.set('phone', { kind: 'later', afterMs: 10 * MINUTE, says: 'HTTP 429' });
    box.dispatch.raise(leak);
    await box.step();
    box.dispatch.end(leak.about);
    box.answers.clear();
    await box.pass(12 * MINUTE);
    expect(box.arrived.map(({ message }) => [message.kind, message.isOver])).toEqual([['raised', true]]);
  });
});

describe('quiet hours', () => {
  const quiet = { quiet: { from: '22:00', to: '07:00' }, zone: 'Europe/Berlin' };

  it('hold all but critical alarms, and send what was held together at their end', async () => {
    const box = openBox([{ name: 'phone' }], quiet, new HandClock(Date.UTC(2026, 10, 22, 21, 30)));
    box.dispatch.raise(due);
    box.dispatch.raise({ ...due, about: 'due expires main', what: 'main expires' });
    box.dispatch.raise(leak);
    await box.pass(HOUR);
    expect(box.arrived.filter(({ message }) => message.severity !== 'critical')).toEqual([]);
    expect(box.told()[0]).toBe('phone raised main can withdraw');
    box.dispatch.end(leak.about);
    await box.pass(8 * HOUR);
    const [digest] = box.arrived.filter(({ message }) => message.severity === 'info');
    expect(new Date(digest!.atMs).toISOString()).toBe('2026-11-23T06:00:00.000Z');
    expect(digest!.message).toMatchObject({ kind: 'digest', what: '2 messages at once' });
    expect(digest!.message.evidence).toContain('replace main soon');
    expect(digest!.message.evidence).toContain('main expires');
  });

  it.each([
    ['the night in which an hour is missing', Date.UTC(2026, 2, 28, 22, 0), '2026-03-29T05:00:00.000Z'],
    ['the night that has an hour twice', Date.UTC(2026, 9, 24, 21, 0), '2026-10-25T06:00:00.000Z'],
  ])('end at seven on the wall also in %s', async (_title, beganMs, ends) => {
    const box = openBox([{ name: 'phone' }], quiet, new HandClock(beganMs));
    box.dispatch.raise(due);
    await box.pass(12 * HOUR);
    expect(new Date(box.arrived[0]!.atMs).toISOString()).toBe(ends);
  });

  it('hold nothing for ever when the clock is set back, and nothing too long when it jumps', async () => {
    const box = openBox([{ name: 'phone' }], quiet, new HandClock(Date.UTC(2026, 10, 22, 23, 0)));
    box.dispatch.raise(due);
    await box.step();
    box.clock.wall += 10 * HOUR;
    await box.step();
    expect(box.arrived).toHaveLength(1);
    box.clock.wall -= 400 * DAY;
    box.dispatch.raise(leak);
    await box.pass(5 * MINUTE);
    expect(
      box.arrived.filter(({ message }) => message.about === leak.about).map(({ message }) => message.kind),
    ).toEqual(['raised', 'again']);
  });
});

describe('a channel that fails', () => {
  it('at the replies is told of', async () => {
    const sent = async (): Promise<Sent> => ({ kind: 'sent' });
    const listen = async () => {
      throw new Error('a defect');
    };
    const { dispatch, clock } = openBox([], {
      routes: [
        {
          name: 'phone',
          kind: 'test',
          atLeast: 'info',
          isForMachines: false,
          limits: { gapMs: 0, most: 9, withinMs: 1, source: 'a test' },
          failsWith: 'phone',
          refresh: () => undefined,
          takesCommands: true,
          channel: { send: sent, check: sent, listen },
        },
      ],
    });
    const faults: (string | undefined)[] = [];
    dispatch.start(
      new Commands({
        clock,
        random: (size) => new Uint8Array(size),
        level: () => 'run',
        lower: async (level) => level,
        note: () => undefined,
        onFault: (fault) => faults.push(fault),
        isOff: () => false,
        setOff: () => undefined,
      }),
    );
    await expect.poll(() => faults).toEqual(['Keyward has failed on them']);
    await dispatch.stop();
  });

  const failed = { kind: 'failed', isRefused: true, says: 'HTTP 401' } as const;

  it('is told of once, is tried again, and gets what it has missed', async () => {
    const box = openBox([{ name: 'phone' }, { name: 'mail' }]);
    box.answers.set('phone', failed);
    box.dispatch.raise(leak);
    await box.pass(30 * MINUTE);
    expect(box.health).toEqual([['phone', 'HTTP 401']]);
    expect(box.deliveries.filter(({ channel }) => channel === 'phone')).toHaveLength(1);
    expect(box.told().every((line) => line.startsWith('mail '))).toBe(true);
    box.answers.clear();
    await box.pass(20 * MINUTE);
    expect(box.told()).toContain('phone raised main can withdraw');
    expect(box.health.at(-1)).toEqual(['phone', undefined]);
  });

  it('is not told of itself, so that two that fail tell of each other and no more', async () => {
    const box = openBox([{ name: 'phone' }, { name: 'mail' }]);
    const tell = { severity: 'critical', what: 'a channel does not work' } as const;
    box.dispatch.raise({ ...tell, about: 'alert-channel phone' });
    box.dispatch.raise({ ...tell, about: 'alert-channel mail' });
    await box.step();
    expect(box.arrived.map(({ channel, message }) => [channel, message.about])).toEqual([
      ['phone', 'alert-channel mail'],
      ['mail', 'alert-channel phone'],
    ]);
  });

  it('does not hold up the others while it hangs', async () => {
    const box = openBox([{ name: 'phone' }, { name: 'mail' }]);
    box.answers.set('phone', 'never');
    box.dispatch.raise(leak);
    await box.step();
    box.dispatch.raise({ ...leak, about: 'KEY-02 main' });
    await box.step();
    expect(box.told()).toHaveLength(2);
  });

  it('is given up after a week, and that is written down', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.answers.set('phone', { ...failed, isRefused: false });
    box.dispatch.raise(leak);
    box.dispatch.end(leak.about);
    await box.pass(8 * DAY, HOUR);
    expect(box.deliveries.at(-1)).toMatchObject({ result: 'dropped', about: leak.about });
    expect([...box.files.files.keys()]).toEqual(['meta.json']);
  });
});

describe('a burst', () => {
  const limits = { gapMs: 1_000, most: 20, withinMs: 60_000, source: 'a test' };

  it('is one message within the limits of the service, and drops nothing', async () => {
    const box = openBox([{ name: 'phone', limits }]);
    for (let at = 0; at < 30; at++)
      box.dispatch.raise({ ...leak, about: `KEY-01 key-${at}`, what: `key-${at} can withdraw` });
    await box.pass(3_000, 500);
    expect(box.arrived.map(({ message }) => message.kind)).toEqual(['raised', 'digest']);
    const said = box.arrived.map(({ message }) => `${message.what}${message.evidence ?? ''}`).join('\n');
    for (let at = 0; at < 30; at++) expect(said).toContain(`key-${at} can withdraw`);
  });

  it('goes in as many messages as it takes to tell of each alarm whole', async () => {
    const box = openBox([{ name: 'phone', limits: { ...limits, digestCharacters: 1_000 } }]);
    for (let at = 0; at < 30; at++)
      box.dispatch.raise({ ...leak, about: `KEY-01 key-${at}`, what: `key-${at} can withdraw, ${'x'.repeat(150)}` });
    await box.pass(30_000, 500);
    const said = box.arrived.map(({ message }) => `${message.what}${message.evidence ?? ''}`);
    for (const text of said) expect(text.length).toBeLessThan(1_200);
    for (let at = 0; at < 30; at++) expect(said.join('\n')).toContain(`key-${at} can withdraw, x`);
  });

  it('goes message by message to machines, which open and close by what it is about', async () => {
    const box = openBox([{ name: 'pager', isForMachines: true, limits }]);
    for (let at = 0; at < 3; at++) box.dispatch.raise({ ...leak, about: `KEY-01 key-${at}` });
    box.dispatch.end('KEY-01 key-1');
    await box.pass(10_000, 500);
    expect(box.arrived.map(({ message }) => [message.kind, message.about])).toEqual([
      ['raised', 'KEY-01 key-0'],
      ['raised', 'KEY-01 key-1'],
      ['raised', 'KEY-01 key-2'],
      ['ended', 'KEY-01 key-1'],
    ]);
  });

  it('of a thousand alarms neither fills the disk nor pushes out what is critical', async () => {
    const box = openBox([{ name: 'phone', limits }]);
    box.dispatch.raise(leak);
    for (let at = 0; at < 1_000; at++)
      box.dispatch.raise({
        about: `flood ${at}`,
        severity: 'warning',
        what: 'x'.repeat(5_000),
        evidence: 'y'.repeat(9_000),
      });
    box.dispatch.raise({ ...leak, about: 'KEY-01 other', what: 'other can withdraw' });
    expect(box.files.files.size).toBeLessThanOrEqual(MOST_CASES + 2);
    expect([...box.files.files.values()].reduce((sum, { length }) => sum + length, 0)).toBeLessThan(2_000_000);
    expect(box.files.writes).toBeLessThan(600);
    await box.pass(10 * MINUTE, 1_000);
    const said = box.arrived.map(({ message }) => `${message.what}${message.evidence ?? ''}`).join('\n');
    for (const part of ['main can withdraw', 'other can withdraw', 'more alarms at once']) expect(said).toContain(part);
    expect(box.arrived.length).toBeLessThan(60);
  });
});

describe('the daily check', () => {
  it('goes over every channel once a day, at its time on the wall, also across restarts', async () => {
    const more = { checkAt: '09:00', zone: 'Europe/Berlin' };
    const box = openBox([{ name: 'phone' }, { name: 'mail' }], more, new HandClock(Date.UTC(2026, 10, 22, 7, 30)));
    await box.pass(HOUR);
    expect(
      box.arrived.map(({ channel, message, atMs }) => [channel, message.kind, new Date(atMs).getUTCHours()]),
    ).toEqual([
      ['phone', 'check', 8],
      ['mail', 'check', 8],
    ]);
    box.restart();
    await box.pass(23 * HOUR);
    expect(box.arrived).toHaveLength(2);
    await box.pass(HOUR);
    expect(box.arrived).toHaveLength(4);
  });

  it('tells of a channel that fails, and is not put off for years by a clock that was ahead', async () => {
    const box = openBox([{ name: 'phone' }], { checkAt: '09:00' }, new HandClock(Date.UTC(2031, 0, 1, 9, 0)));
    box.answers.set('phone', { kind: 'failed', isRefused: true, says: 'HTTP 401' });
    await box.step();
    expect(box.health).toEqual([['phone', 'HTTP 401']]);
    box.answers.clear();
    box.clock.wall = Date.UTC(2026, 10, 22, 9, 30);
    await box.step();
    expect(box.health.at(-1)).toEqual(['phone', undefined]);
  });
});

describe('the schedule', () => {
  const abouts = ['a', 'b', 'c'];
  const event = fc.oneof(
    { weight: 4, arbitrary: fc.record({ raise: fc.constantFrom(...abouts), says: fc.nat(3), critical: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ end: fc.constantFrom(...abouts) }) },
    { weight: 6, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: 90 }) }) },
    { weight: 1, arbitrary: fc.record({ restart: fc.constant(true) }) },
    { weight: 1, arbitrary: fc.record({ wall: fc.integer({ min: -600, max: 600 }) }) },
  );

  it('never sends one alarm closer than allowed, and never holds a critical one because it is quiet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
        const box = openBox([{ name: 'phone', isForMachines: true }], { quiet: { from: '08:00', to: '20:00' } });
        const raisedAt = new Map<string, number>();
        // A clock that was set ahead before a restart cannot be told from time in which nothing ran.
        const away = new Set<Message>();
        let isAhead = false;
        for (const each of events) {
          if ('raise' in each) {
            const severity = each.raise === 'c' ? 'warning' : 'critical';
            const before = raisedAt.has(each.raise);
            box.dispatch.raise({ about: each.raise, severity, what: `${each.says}` });
            if (!before) raisedAt.set(each.raise, box.clock.monotonic);
            const count = box.arrived.filter(({ message }) => message.about === each.raise).length;
            for (let at = 0; at < 6; at++) await box.step();
            const arrived = box.arrived.filter(({ message }) => message.about === each.raise).length;
            if (!before && severity === 'critical') expect(arrived).toBe(count + 1);
          } else if ('end' in each) box.dispatch.end(each.end);
          else if ('pass' in each) await box.pass(each.pass * MINUTE, MINUTE / 2);
          else if ('restart' in each) {
            const last = box.arrived.at(-1);
            if (isAhead && last) away.add(last.message);
            isAhead = false;
            box.restart();
          } else {
            box.clock.wall += each.wall * MINUTE;
            isAhead ||= each.wall > 0;
          }
        }
        const sentAt = new Map<string, number>();
        for (const { message, monotonicMs: atMs } of box.arrived) {
          if (message.kind === 'raised' || message.kind === 'again') {
            const lastMs = sentAt.get(message.about);
            if (lastMs !== undefined) expect(atMs - lastMs).toBeGreaterThanOrEqual(SMALLEST_GAP_MS);
            sentAt.set(message.about, atMs);
          }
          if (away.has(message)) sentAt.clear();
        }
      }),
      { numRuns: 300 },
    );
  });
});
