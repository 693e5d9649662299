import { describe, expect, it } from 'vitest';
import type { KillReport } from '../app/index.ts';
import type { Context } from './command.ts';
import { killLines } from './kill-lines.ts';

const same = (text: string): string => text;
const style = { bold: same, dim: same, green: same, red: same, yellow: same };
const context = { style, columns: 200 } as unknown as Context;

type Account = KillReport['record']['reports'][number];
const account: Account = {
  key: 'main',
  exchange: 'binance',
  state: 'flat',
  cancelled: 1,
  closed: [],
  sold: [],
  dust: [],
  kept: [],
  residue: [],
  unseen: [],
  calls: 3,
  durationMs: 20,
};

function linesOf(
  more: Partial<Account>,
  report: Partial<KillReport> = {},
  depth: 'flat' | 'cancel' = 'flat',
): string[] {
  const record = {
    version: 1,
    id: 'A',
    startedAt: '',
    by: '',
    why: '',
    keys: ['main'],
    wishes: { depth, keep: [], withinMs: 1 },
    reports: [{ ...account, ...more }],
  } as const;
  return killLines(context, { record, level: 'halt', journaled: true, stops: [], ends: [], ...report });
}

const unseen = ['orders on isolated margin'];

describe('the end of a kill', () => {
  it('is flat without more only where everything was looked at', () => {
    expect(linesOf({})).toContain('Everything is flat.');
    const lines = linesOf({ unseen });
    expect(lines).toContain('Flat, but for what is not looked at (above).');
    expect(lines.join('\n')).toMatch(/not looked at +orders on isolated margin/);
    expect(lines.join('\n')).not.toContain('Everything');
    expect(linesOf({ unseen }, {}, 'cancel')).toContain(
      'No order is open any more, but for what is not looked at (above).',
    );
  });

  it('is not flat where something is left, whatever is not looked at besides', () => {
    const residue = [{ what: 'unread', name: 'USD-M open orders', why: 'the key may not read it' }] as const;
    const text = linesOf({ state: 'residue', residue, unseen }).join('\n');
    expect(text).toContain('NOT FLAT');
    expect(text).toContain('the USD-M open orders could not be read: the key may not read it');
  });

  it('promises that it will be written down only where its record is on disk', () => {
    const unjournaled = 'the disk is full';
    const kept = linesOf({}, { journaled: false, unjournaled }).join('\n');
    expect(kept).toContain('the next keyward up writes it');
    const lost = linesOf({}, { journaled: false, unjournaled, unrecorded: 'no folder' }).join('\n');
    expect(lost).not.toContain('writes it');
    expect(lost).toContain('keep this text');
  });

  it('says where each key is deleted, and which the exchange refuses', () => {
    const end = { key: 'main', exchange: 'binance', name: 'Binance', page: 'https://example.com/keys' };
    expect(linesOf({}, { ends: [end] }).join('\n')).toMatch(
      /main +Binance: https:\/\/example.com\/keys\n.*--until-dead/,
    );
    const says = 'the exchange still takes the key';
    expect(linesOf({}, { ends: [{ ...end, isDead: false, says }] }).join('\n')).toContain(`NOT DEAD: ${says}`);
  });
});
