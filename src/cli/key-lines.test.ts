import { describe, expect, it } from 'vitest';
import type { AuditedKey } from '../app/index.ts';
import type { Context, Style } from './command.ts';
import { auditedKeyLines, auditLines, findingsLines } from './key-lines.ts';

const plain = (text: string): string => text;
const style: Style = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
/** What the lines of a command see of the terminal. */
const on = (columns: number) => ({ columns, style }) as Context;

const said = (can: 'yes' | 'no' | 'unknown', by: 'exchange' | 'owner' | 'nobody' = 'exchange') => ({ can, by });
const key: AuditedKey = {
  key: 'main',
  exchange: 'binance',
  exchangeName: 'Binance',
  environment: 'live',
  purpose: 'bots',
  holders: [],
  bots: ['grid'],
  fingerprint: '0123456789ab',
  outcome: 'told',
  rights: {
    read: said('yes'),
    spot: said('yes', 'owner'),
    margin: said('no'),
    futures: said('no'),
    options: said('no'),
    transfer: said('no'),
    withdraw: said('no'),
    admin: said('unknown', 'nobody'),
  },
  ipRestricted: 'yes',
  ips: ['198.51.100.7'],
  subAccount: 'no',
  words: [],
  ageDays: 7,
  reach: [],
  calendar: [
    {
      what: 'replace it',
      effect: 'rotate',
      on: '2026-07-01',
      daysLeft: 23,
      soon: false,
      sure: true,
      source: 'the settings',
    },
  ],
  findings: [],
};
const wordy: AuditedKey['findings'][number] = {
  id: 'KEY-04',
  severity: 'high',
  says: 'it has rights for spot, margin, futures, options, and its bots only read',
  fix: 'untick "Trade" at https://example.com/keys',
};
const way = {
  what: 'send funds to another user',
  calls: ['POST /a', 'POST /b', 'POST /c', 'POST /d'],
  needs: [],
  words: ['SEND'],
  to: 'others' as const,
  can: 'yes' as const,
  source: 'the documents',
};

describe('the lines of an audit', () => {
  it('are a table, the rights last', () => {
    expect(auditLines(on(80), [key])).toEqual([
      'key   exchange  from  age  left  ways out  can',
      'main  binance   1 ip  7 d  23 d  -         read spot* admin?',
      '',
      'Nothing to mend.',
    ]);
  });

  it.each([
    ['refused', { outcome: 'refused' as const }, 'refused'],
    ['not known', { outcome: 'unknown' as const }, 'not known'],
    [
      'many unknown rights',
      { rights: { ...key.rights, margin: said('unknown'), futures: said('unknown') } },
      'read spot* 3 unknown',
    ],
    [
      'no right',
      {
        rights: Object.fromEntries(Object.keys(key.rights).map((right) => [right, said('no')])) as AuditedKey['rights'],
      },
      'nothing',
    ],
  ])('say so of a key that is %s', (_title, change, says) => {
    expect(auditLines(on(80), [{ ...key, ...change }])[1]).toMatch(new RegExp(`${says.replace('*', '\\*')}$`));
  });

  it('say from where, how long, and how far', () => {
    const cells = (change: Partial<AuditedKey>) => auditLines(on(80), [{ ...key, ...change }])[1];
    const { ips: _ips, ageDays: _age, ...bare } = key;
    expect(auditLines(on(80), [bare])[1]).toBe('main  binance   ip list  -    23 d  -         read spot* admin?');
    expect(cells({ ipRestricted: 'no', ips: [] })).toContain('any ip');
    expect(cells({ ipRestricted: 'unknown' })).toContain('ip ?');
    expect(cells({ calendar: [{ ...key.calendar[0]!, daysLeft: -2 }] })).toContain('2 d over');
    expect(cells({ calendar: [{ ...key.calendar[0]!, sure: false }] })).toMatch(/7 d {2}- {5}-/);
    expect(cells({ reach: [way, { ...way, can: 'unknown' }] })).toContain('1+1?');
  });

  it('put a finding and its mending apart', () => {
    expect(findingsLines(on(60), [{ ...key, findings: [wordy] }])).toEqual([
      'HIGH KEY-04 main: it has rights for spot, margin, futures,',
      '  options, and its bots only read',
      '  untick "Trade" at https://example.com/keys',
    ]);
  });

  it('count what is less than asked for', () => {
    const low = { ...wordy, severity: 'low' as const };
    expect(findingsLines(on(80), [{ ...key, findings: [low] }], 'high')).toEqual([
      '1 lesser finding: keyward key audit',
    ]);
  });

  it.each([60, 80, 120])('fit %i columns', (columns) => {
    const full = {
      ...key,
      findings: [wordy],
      reach: [way, { ...way, can: 'unknown' as const, only: `with${' a master key'.repeat(5)}` }],
      vendor: '3commas',
      holders: ['alice', 'bob'],
    };
    const lines = [
      ...auditLines(on(columns), [full, { ...full, key: 'a-key-with-a-long-name-for-the-large-coin' }]),
      ...auditedKeyLines(on(columns), full),
    ];
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  it('name the words that are enough where no right is', () => {
    const lines = auditedKeyLines(on(80), { ...key, reach: [way] });
    expect(lines).toContain('  ! send funds to another user (to others)');
    expect(lines).toContain('    POST /a, POST /b, POST /c and 1 more; needs "SEND"; the documents');
  });

  it('say that there is no key', () => {
    expect(auditLines(on(80), [])).toEqual(['The settings name no exchange key.']);
  });
});

describe('what comes from outside', () => {
  it('cannot steer the terminal', () => {
    const odd = '\u001b[2J\u009b1m\u202e\r\nfine';
    const told: AuditedKey = {
      ...key,
      exchangeName: odd,
      label: odd,
      ips: [odd],
      holders: [odd],
      vendor: odd,
      words: [odd],
      why: odd,
      findings: [{ id: 'KEY-13', severity: 'high', says: `says ${odd}`, fix: odd }],
    };
    const lines = [...auditLines(on(80), [told]), ...auditedKeyLines(on(80), told), ...findingsLines(on(80), [told])];
    expect(lines.filter((line) => /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(line))).toEqual([]);
    expect(lines.join('\n')).toContain('?[2J?1m???fine');
  });
});
