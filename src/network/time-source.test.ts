import { describe, expect, it } from 'vitest';
import { findTimeSource, type TimeHost } from './time-source.ts';

const nowMs = Date.UTC(2026, 10, 22, 12);

/** A host on which only these programs and files are there. */
function hostWith(
  said: Readonly<Record<string, string>>,
  files: Readonly<Record<string, number>> = {},
  texts: Readonly<Record<string, string>> = {},
): TimeHost {
  return {
    run: async (program) => said[program],
    changedMs: (path) => files[path],
    isThere: (path) => path in files,
    read: (path) => texts[path],
    nowMs: () => nowMs,
  };
}

const tracking = (leap: string) =>
  `C0000201,192.0.2.1,3,1795349262.1,0.000012,0.000010,0.000020,-12.345,0.001,0.02,0.01,0.001,64.5,${leap}\n`;
const mark = '/run/systemd/timesync/synchronized';

describe('what keeps the clock', () => {
  it('is chrony where it says so, with how fast this clock would run alone', async () => {
    expect(await findTimeSource(hostWith({ chronyc: tracking('Normal') }))).toEqual({
      kind: 'chrony',
      isSynchronised: 'yes',
      isContainer: false,
      evidence: [
        'chronyc tracking: follows 192.0.2.1, stratum 3',
        'chronyc tracking: this clock alone would run 12.345 ppm slow',
      ],
    });
  });

  it('is chrony that has not found the time', async () => {
    const found = await findTimeSource(hostWith({ chronyc: tracking('Not synchronised') }));
    expect(found).toMatchObject({ kind: 'chrony', isSynchronised: 'no' });
  });

  it('is systemd-timesyncd with the mark that it leaves', async () => {
    const said = { timedatectl: 'NTP=yes\nNTPSynchronized=yes\n' };
    expect(await findTimeSource(hostWith(said, { [mark]: nowMs - 600_000 }))).toMatchObject({
      kind: 'timesyncd',
      isSynchronised: 'yes',
      evidence: [expect.stringContaining('clock synchronised'), expect.stringContaining('10 min ago')],
    });
  });

  it('is systemd-timesyncd by its mark alone, where the program is not there', async () => {
    const fresh = await findTimeSource(hostWith({}, { [mark]: nowMs - 60_000 }));
    expect(fresh).toMatchObject({ kind: 'timesyncd', isSynchronised: 'yes' });
    const old = await findTimeSource(hostWith({}, { [mark]: nowMs - 3 * 86_400_000 }));
    expect(old).toMatchObject({ kind: 'timesyncd', isSynchronised: 'unknown' });
  });

  it('is ntpd where ntpq answers', async () => {
    const found = await findTimeSource(hostWith({ ntpq: 'leap=00, stratum=2, refid=192.0.2.9\n' }));
    expect(found).toMatchObject({ kind: 'ntpd', isSynchronised: 'yes' });
  });

  it('is none where timedatectl says that network time is off', async () => {
    const found = await findTimeSource(hostWith({ timedatectl: 'NTP=no\nNTPSynchronized=no\n' }));
    expect(found).toMatchObject({ kind: 'none', isSynchronised: 'no' });
  });

  it('is unknown where nothing is seen, also in a container', async () => {
    expect(await findTimeSource(hostWith({}))).toMatchObject({ kind: 'unknown', isContainer: false, evidence: [] });
    const contained = await findTimeSource(hostWith({}, { '/.dockerenv': nowMs }));
    expect(contained).toMatchObject({ kind: 'unknown', isSynchronised: 'unknown', isContainer: true });
    const byGroup = await findTimeSource(hostWith({}, {}, { '/proc/1/cgroup': '0::/kubepods/pod1' }));
    expect(byGroup.isContainer).toBe(true);
  });
});
