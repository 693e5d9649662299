import { describe, expect, it } from 'vitest';
import type { Eyes } from '../eyes.ts';
import { failedLogins } from './failed-logins/check.ts';
import { lookLogins } from './look-logins.ts';
import { host, ssh, view } from './sound.contract.ts';

const nowMs = Date.parse('2026-11-23T10:00:00Z');
const at = (hours: number) => new Date(nowMs - hours * 3_600_000).toISOString();
const guessed = `${`${at(1)} host sshd[1]: Failed password for root from 192.0.2.6 port 4 ssh2\n`.repeat(9)}${at(1)} host sshd[1]: Accepted password for root from 192.0.2.6 port 4 ssh2\n`;

/** A log of which the first bytes show nothing. */
const eyes = (tail: string): Eyes => ({
  uid: 0,
  nowMs,
  run: async ([program]) => (program === 'tail' ? { status: 0, out: tail, err: '' } : { fault: 'missing' }),
  read: async () => ({ bytes: Buffer.from(`${at(90)} host sshd[1]: old\n`), isCut: true }),
  look: async () => ({ fault: 'missing' }),
  list: async () => ({ fault: 'missing' }),
});

const failedLine = 'Failed password for root from 192.0.2.6 port 4 ssh2\n';
const judged = async (own: Eyes, sshd = ssh()) =>
  failedLogins.judge(host({ logins: await lookLogins(own), ssh: sshd })).map(({ result }) => result);
const journal = (out: string): Eyes => ({
  ...eyes(''),
  run: async ([program]) => (program === 'journalctl' ? { status: 0, out, err: '' } : { fault: 'missing' }),
  read: async () => ({ bytes: Buffer.from(''), isCut: false }),
});

describe('a journal of logins', () => {
  const whole = failedLine.repeat(19_999);
  const cut = failedLine.repeat(20_000);
  const fitted = 'Accepted password for root from 192.0.2.6 port 4 ssh2\n';
  const open = ssh({ views: [view({ password: true })] });
  it.each([
    ['that is whole, of what cannot fit', whole, ssh(), 'pass'],
    ['that is cut, of what cannot fit, as it seems', cut, ssh(), 'unknown'],
    ['that is cut, of what could fit', cut, open, 'fail'],
    ['that is cut, of one that did', cut + fitted, ssh(), 'fail'],
    ['that is cut by other messages', 'Connection reset\n'.repeat(20_000), open, 'unknown'],
  ])('%s', async (_title, text, sshd, result) => {
    expect(await judged(journal(text), sshd)).toEqual([result]);
  });

  it('says that there may be more, where it is cut', async () => {
    const [found] = failedLogins.judge(host({ logins: await lookLogins(journal(cut)) }));
    expect(found?.says).toMatch(/^at least 20000 failed logins from 1 address in a day; the messages of sshd are more/);
  });

  it.each(['too-long', 'timeout', 'denied'] as const)(
    'that did not tell (%s) is not made up for by an empty log',
    async (fault) => {
      const own: Eyes = { ...journal(''), run: async () => ({ fault }) };
      expect(await judged(own)).toEqual(['unknown']);
    },
  );

  it('that is missing leaves the log, which passes nothing where it could not be read', async () => {
    const own: Eyes = { ...journal(''), run: async () => ({ fault: 'missing' }) };
    expect(await judged(own)).toEqual(['pass']);
    expect(await judged({ ...own, read: async () => ({ fault: 'failed' }) })).toEqual(['unknown']);
  });
});

describe('a log of logins that is longer than is read', () => {
  it('is read at its end', async () => {
    expect(await lookLogins(eyes(`cut\n${at(50)} host sshd[1]: old\n${guessed}`))).toMatchObject({
      seen: { failed: 9, won: 1 },
    });
  });
  it('has a break-in told though its day is cut', async () => {
    expect(await lookLogins(eyes(`cut\n${guessed}`))).toMatchObject({ seen: { won: 1 } });
  });
  it('is not known where its last day is cut', async () => {
    expect(await lookLogins(eyes(`cut\n${at(2)} host sshd[1]: old\n`))).toMatchObject({
      unseen: expect.stringContaining('longer than is read'),
    });
  });
});

describe('a list of failed logins', () => {
  const open = ssh({ views: [view({ password: true })] });
  const lines = 'root     ssh:notty    192.0.2.6        Mon Nov 23 09:00 - 09:00  (00:00)\n'.repeat(7);
  const own: Eyes = {
    ...eyes(''),
    run: async ([program]) =>
      program === 'lastb'
        ? { status: 0, out: `${lines}\nbtmp begins Mon Nov 23 00:00:00 2026\n`, err: '' }
        : { fault: 'missing' },
    read: async () => ({ fault: 'missing' }),
  };
  it('does not show a password that fitted, and so passes nothing where passwords are accepted', async () => {
    expect(await judged(own, open)).toEqual(['unknown']);
    expect(await judged(own, ssh())).toEqual(['pass']);
  });
});
