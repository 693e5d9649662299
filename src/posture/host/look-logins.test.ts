import { describe, expect, it } from 'vitest';
import type { Eyes } from '../eyes.ts';
import { lookLogins } from './look-logins.ts';

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
