import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type NtpServer, startNtp } from '../../test/ntp-server.ts';
import { settingsSchema } from '../config/index.ts';
import { type KeywardError, systemClock } from '../core/index.ts';
import type { Entry } from '../journal/index.ts';
import { checkClock } from './clock-check.ts';
import { driftSince, judge, keepReading, type ReadingParts } from './clock-readings.ts';

const home = mkdtempSync(join(tmpdir(), 'keyward-clock-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => rmSync(join(home, 'clock.json'), { force: true }));

/** Binance, whose clock is this far ahead of this host's; `undefined` is not reached. */
const exchangeAt =
  (offsetMs: number | undefined): NonNullable<ReadingParts['send']> =>
  async () =>
    offsetMs === undefined
      ? 'not reached (ENOTFOUND)'
      : { status: 200, body: JSON.stringify({ serverTime: Math.round(systemClock.nowMs() + offsetMs) }) };

function settingsWith(clock: object, environment = 'live') {
  return settingsSchema.parse({ version: 1, keys: { main: { exchange: 'binance', environment } }, clock });
}

/** A journal in which an offset was accepted this long ago. */
function journalWith(...agesMs: readonly number[]) {
  return {
    async *replay(): AsyncGenerator<Entry> {
      for (const ageMs of agesMs) {
        const time = new Date(systemClock.nowMs() - ageMs).toISOString();
        yield {
          kind: 'override',
          key: 'clock',
          what: 'clock-offset',
          by: 'cli a',
          reason: 'r',
          time,
          seq: 1,
        } as unknown as Entry;
      }
    },
  };
}

const check = (offsetMs: number | undefined, ntp: readonly string[] = [], ages: readonly number[] = []) =>
  checkClock({
    settings: settingsWith({ ntp }),
    clock: systemClock,
    home,
    journal: journalWith(...ages),
    send: exchangeAt(offsetMs),
  });

async function refusal(started: Promise<unknown>): Promise<KeywardError> {
  return started.then(
    () => Promise.reject(new Error('it started')),
    (error: KeywardError) => error,
  );
}

const notAsked = { what: 'ntp', outcome: 'warning' };

describe('the check of the clock at the start', () => {
  it('is quiet about a clock that is right, but for NTP that is switched off', async () => {
    expect(await check(120)).toEqual([expect.objectContaining(notAsked)]);
  });

  it('warns of a clock that is over a second off', async () => {
    const rows = await check(1_500);
    expect(rows[0]).toMatchObject({ what: 'exchange binance', outcome: 'warning' });
    expect(rows[0]!.says).toMatch(/behind .* over 1000 ms$/);
  });

  it.each([2_600, -2_600])('refuses to start when an exchange is %i ms away', async (offsetMs) => {
    const error = await refusal(check(offsetMs));
    expect(error).toMatchObject({ code: 'clock-off', exit: 1 });
    expect(error.lines).toEqual([expect.stringMatching(/^exchange binance: this clock is 2\d{3} ms .* over 2000 ms$/)]);
  });

  it('starts all the same for a day after that was accepted, and says so', async () => {
    const rows = await check(2_600, [], [3_600_000]);
    expect(rows).toContainEqual(expect.objectContaining({ what: 'clock', outcome: 'warning' }));
    expect((await refusal(check(2_600, [], [25 * 3_600_000]))).code).toBe('clock-off');
  });

  it('starts when neither the exchange nor NTP is reached, and says that it is not known', async () => {
    const rows = await check(undefined, ['127.0.0.1:9']);
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
  });

  it('asks nothing while all keys are practice keys', async () => {
    let asked = 0;
    const rows = await checkClock({
      settings: settingsWith({ ntp: ['127.0.0.1:9'] }, 'practice'),
      clock: systemClock,
      home,
      journal: journalWith(),
      send: async () => `${asked++}`,
    });
    expect([rows, asked]).toEqual([[], 0]);
  });

  it('refuses by the majority of real NTP servers, not by one of three', async (context) => {
    const [good, good2, wrong, wrong2] = await Promise.all([
      startNtp(context),
      startNtp(context),
      startNtp(context, { shift: '+2.5s' }),
      startNtp(context, { shift: '+2.5s' }),
    ]);
    const names = (...servers: readonly NtpServer[]) => servers.map(({ server }) => server);
    try {
      const rows = await check(0, names(good, good2, wrong));
      expect(rows).toEqual([
        { what: 'ntp server', outcome: 'warning', says: expect.any(String), fix: expect.any(String) },
      ]);
      // NTP alone does not stop a start that an exchange contradicts: its answers can be forged.
      const told = await check(0, names(good, wrong, wrong2));
      expect(told.find(({ what }) => what === 'ntp')).toMatchObject({
        outcome: 'warning',
        says: expect.stringMatching(/an exchange says otherwise/),
      });
      const error = await refusal(check(undefined, names(good, wrong, wrong2)));
      expect(error.lines).toEqual([expect.stringMatching(/^ntp: 3 of 3 answered; this clock is 2[45]\d\d ms behind/)]);
      const alone = await check(0, [...names(wrong), '127.0.0.1:9', '127.0.0.1:9']);
      expect(alone[0]).toMatchObject({ what: 'ntp', outcome: 'unknown' });
    } finally {
      await Promise.all([good, good2, wrong, wrong2].map((each) => each.end()));
    }
  });
});

describe('an offset', () => {
  const limits = { warnAboveMs: 1_000, refuseAboveMs: 2_000 };
  it.each([
    [300, 10, 'fine'],
    [-1_100, 10, 'warn'],
    [1_200, 600, 'warn'],
    [1_900, 300, 'warn'],
    [2_300, 400, 'warn'],
    [2_300, 200, 'refuse'],
    [-9_000, 3_000, 'refuse'],
    [1_500, 1_500, 'unsure'],
  ])('of %i ms, known within %i ms, is %s', (aheadMs, errorMs, outcome) => {
    expect(judge({ aheadMs, errorMs }, limits)).toBe(outcome);
  });
});

describe('the drift', () => {
  const now = { aheadMs: 130, errorMs: 2, by: 'ntp' };
  const readings = (ageMs: number, more: object = {}) => ({
    version: 1,
    readings: [
      { at: new Date(systemClock.nowMs() - ageMs).toISOString(), by: 'ntp', aheadMs: 30, errorMs: 2, ...more },
    ],
  });
  const write = (value: unknown) => writeFileSync(join(home, 'clock.json'), JSON.stringify(value));

  it('is told per day, with how sure it is', () => {
    write(readings(6 * 3_600_000));
    const found = driftSince(home, now, systemClock)!;
    expect(found.msPerDay).toBeCloseTo(400, 0);
    expect(found.errorMsPerDay).toBeCloseTo(16, 0);
  });

  it.each([
    ['is a minute old', readings(60_000)],
    ['is eight days old', readings(8 * 86_400_000)],
    ['was taken against something else', readings(3_600_000, { by: 'okx' })],
    ['cannot be read', { version: 2 }],
  ])('is not told from a reading that %s', (_title, value) => {
    write(value);
    expect(driftSince(home, now, systemClock)).toBeUndefined();
  });

  it('is told from readings that are kept a minute apart, so that quick restarts do not push them out', () => {
    for (let count = 0; count < 3; count++) expect(keepReading(home, now, systemClock)).toBeUndefined();
    expect(JSON.parse(readFileSync(join(home, 'clock.json'), 'utf8')).readings).toHaveLength(1);
    expect(keepReading(join(home, 'absent'), now, systemClock)).toBe('there is no state folder yet');
  });
});
