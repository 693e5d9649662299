import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type NtpServer, type NtpServerOptions, startNtp } from '../ntp-server.ts';
import { practiceSettings, Terminal } from './terminal.ts';

interface Check {
  readonly what: string;
  readonly outcome: string;
  readonly says: string;
}

interface Report {
  readonly checks: readonly Check[];
  readonly exchanges: readonly { readonly exchange: string; readonly aheadMs?: number; readonly errorMs?: number }[];
  readonly ntp: { readonly vote: string; readonly ahead?: { readonly aheadMs: number } };
  readonly drift?: { readonly msPerDay: number };
}

const open: { end?(): unknown; close?(): unknown }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await (each.end?.() ?? each.close?.());
});

async function ntp(context: Parameters<typeof startNtp>[0], options?: NtpServerOptions): Promise<NtpServer> {
  const server = await startNtp(context, options);
  open.push(server);
  return server;
}

function terminal(settings: string): Terminal {
  const place = new Terminal(settings);
  open.push(place);
  return place;
}

const clockOf = (...servers: readonly NtpServer[]) =>
  `clock: { ntp: [${servers.map(({ server }) => `"${server}"`).join(', ')}] }\n`;

/** A live key, whose exchange is not reached here. */
const liveSettings = `version: 1
keys: { main: { exchange: gemini, purpose: audit } }
gateway: { port: 0 }
`;

const rowOf = ({ checks }: Report, what: string) => checks.find((check) => check.what === what);

describe('keyward doctor clock', () => {
  it('compares with NTP, and with the practice exchange through a running Keyward', async (context) => {
    const servers = await Promise.all([ntp(context), ntp(context), ntp(context, { shift: '-60s' })]);
    const place = terminal(practiceSettings + clockOf(...servers));
    const idle = await place.json<Report>(['doctor', 'clock']);
    expect(rowOf(idle, 'exchange binance')).toMatchObject({
      outcome: 'fine',
      says: expect.stringContaining('this very clock'),
    });
    expect(rowOf(idle, 'ntp')).toMatchObject({ outcome: 'fine', says: expect.stringContaining('3 of 3 answered') });
    expect(rowOf(idle, 'ntp server')).toMatchObject({ outcome: 'warning', says: expect.stringContaining('outvoted') });
    const up = await place.up();
    const report = await place.json<Report>(['doctor', 'clock']);
    expect(report.exchanges).toMatchObject([{ exchange: 'binance', aheadMs: expect.any(Number) }]);
    expect(Math.abs(report.exchanges[0]!.aheadMs!)).toBeLessThan(500);
    expect(report.ntp.vote).toBe('agreed');
    await up.end();
  });

  it('tells the drift from the reading before', async (context) => {
    const place = terminal(practiceSettings + clockOf(await ntp(context)));
    await (await place.up()).end();
    await place.run(['doctor', 'clock']);
    const file = join(place.home, 'clock.json');
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    expect(kept.readings).toMatchObject([{ by: 'ntp' }]);
    kept.readings[0].at = new Date(Date.now() - 12 * 3_600_000).toISOString();
    kept.readings[0].aheadMs -= 1_000;
    writeFileSync(file, JSON.stringify(kept));
    const report = await place.json<Report>(['doctor', 'clock']);
    expect(Math.abs(report.drift!.msPerDay - 2_000)).toBeLessThan(200);
    expect(rowOf(report, 'drift')).toMatchObject({
      outcome: 'warning',
      says: expect.stringContaining('ms a day fast'),
    });
  });

  it('warns between one second and two, and exits 0 or 3 as far as it is known', async (context) => {
    const place = terminal(practiceSettings + clockOf(await ntp(context, { shift: '+1.5s' })));
    const report = await place.json<Report>(['doctor', 'clock']);
    expect(rowOf(report, 'ntp')).toMatchObject({ outcome: 'warning', says: expect.stringContaining('over 1000 ms') });
    const unseen = rowOf(report, 'source')!.outcome === 'unknown';
    expect(report.exit).toBe(unseen ? 3 : 0);
  });

  it('that is asked for a reason without --accept, or the other way round, is called wrongly', async () => {
    const place = terminal(practiceSettings);
    for (const wrong of [['--accept'], ['--reason', 'x'], ['--accept', '--reason', ' ']])
      expect(await place.run(['doctor', 'clock', ...wrong])).toMatchObject({ exit: 2, stdout: '' });
  });
});

describe('a start with a live key', () => {
  it('is refused while the clock is over two seconds off, until that is accepted in writing', async (context) => {
    const place = terminal(liveSettings + clockOf(await ntp(context, { shift: '+2.5s' })));
    const refused = await place.run(['up']);
    expect(refused.exit).toBe(1);
    expect(refused.stderr).toContain('clock-off');
    expect(refused.stderr).toMatch(/ntp: 1 of 1 answered; this clock is 2[45]\d\d ms behind/);

    const looked = await place.run(['doctor', 'clock']);
    expect(looked).toMatchObject({ exit: 1, stdout: expect.stringContaining('keyward up does not') });
    const accepted = await place.run(['doctor', 'clock', '--accept', '--reason', 'the NTP port is closed']);
    expect(accepted).toMatchObject({ exit: 0, stdout: expect.stringContaining('Written down: Keyward starts') });
    const { stdout } = await place.run(['--json', 'journal', 'tail']);
    const { entries } = JSON.parse(stdout);
    expect(entries).toContainEqual(
      expect.objectContaining({
        kind: 'override',
        key: 'clock',
        what: 'clock-offset',
        reason: 'the NTP port is closed',
      }),
    );

    const up = await place.up();
    expect(up.ready['clock']).toContainEqual(
      expect.objectContaining({ what: 'clock', says: expect.stringContaining('accepted until') }),
    );
    await up.end();
  });

  it('goes on when nothing is reached, and says that it is not known', async () => {
    const place = terminal(`${liveSettings}clock: { ntp: ["127.0.0.1:9"] }\n`);
    const up = await place.up();
    expect(up.ready['clock']).toContainEqual(expect.objectContaining({ what: 'ntp', outcome: 'unknown' }));
    await up.end();
    expect(up.output().stderr).toContain('not known: ntp: no server answered.');
  });

  it('is not accepted beforehand while the clock is right', async (context) => {
    const place = terminal(liveSettings + clockOf(await ntp(context)));
    const early = await place.run(['doctor', 'clock', '--accept', '--reason', 'in case']);
    expect(early.stdout).toContain('Nothing was written');
    expect((await place.run(['journal', 'tail'])).stderr).toContain('journal-missing');
  });
});
