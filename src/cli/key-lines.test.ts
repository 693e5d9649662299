import { describe, expect, it } from 'vitest';
import type { AuditedKey } from '../app/index.ts';
import { auditedKeyLines } from './audited-key-lines.ts';
import type { Context, Style } from './command.ts';
import { auditLines, findingsLines, soonLines } from './key-lines.ts';

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

  it('say the same of several keys once, with their names', () => {
    const due = (name: string): AuditedKey => ({
      ...key,
      key: name,
      findings: [
        wordy,
        {
          id: 'KEY-06',
          severity: 'high',
          says: 'replace it: leaked',
          fix: `look, then \`keyward key rotate ${name}\``,
        },
      ],
    });
    expect(findingsLines(on(80), [due('main'), due('other'), { ...due('third'), findings: [wordy] }])).toEqual([
      'HIGH KEY-04 main, other, third: it has rights for spot, margin, futures,',
      '  options, and its bots only read',
      '  untick "Trade" at https://example.com/keys',
      'HIGH KEY-06 main, other: replace it: leaked',
      '  look, then `keyward key rotate NAME`',
    ]);
    expect(findingsLines(on(80), [due('main')])).toContain('  look, then `keyward key rotate main`');
  });

  it('count nothing that nobody can mend, and show it last', () => {
    const info = { ...wordy, id: 'KEY-14', severity: 'info' as const, says: 'nobody says' };
    expect(findingsLines(on(80), [{ ...key, findings: [info] }], 'high')).toEqual(['Nothing to mend.']);
    expect(findingsLines(on(80), [{ ...key, findings: [info] }])[1]).toBe('INFO KEY-14 main: nobody says');
    const mixed = [
      { ...key, findings: [info] },
      { ...key, key: 'other', findings: [{ ...wordy, severity: 'low' as const }] },
    ];
    expect(findingsLines(on(80), mixed, 'high')).toEqual(['1 lesser finding: keyward key audit']);
    expect(findingsLines(on(80), mixed).map((line) => line.split(' ')[0])).toEqual(['LOW', '', '', 'INFO', '']);
  });

  it('say that there is no key', () => {
    expect(auditLines(on(80), [])).toEqual(['The settings name no exchange key.']);
  });
});

describe('vendor and holders', () => {
  const all = Object.fromEntries(Object.keys(key.rights).map((right) => [right, said('yes')])) as AuditedKey['rights'];
  const given = { ...key, vendor: '3commas', holders: ['alice', 'bob', 'carol'] };

  it('are columns where any key has some', () => {
    expect(auditLines(on(120), [key, given]).slice(0, 3)).toEqual([
      'key   exchange  vendor   holders            from  age  left  ways out  can',
      'main  binance   -        -                  1 ip  7 d  23 d  -         read spot* admin?',
      'main  binance   3commas  alice, bob, carol  1 ip  7 d  23 d  -         read spot* admin?',
    ]);
    const { vendor: _vendor, ...held } = given;
    expect(auditLines(on(120), [held])[0]).not.toContain('vendor');
    expect(auditLines(on(120), [{ ...given, holders: [] }])[0]).not.toContain('holders');
  });

  it('leave room for the rights: holders are counted, then the age goes, then both go below', () => {
    expect(auditLines(on(84), [given])[1]).toBe(
      'main  binance   3commas  alice +2  1 ip  7 d  23 d  -         read spot* admin?',
    );
    const narrow = auditLines(on(78), [given]);
    expect(narrow.slice(0, 3)).toEqual([
      'key   exchange  vendor   holders   from  left  ways out  can',
      'main  binance   3commas  alice +2  1 ip  23 d  -         read spot* admin?',
      '',
    ]);
    expect(auditLines(on(70), [given]).slice(0, 4)).toEqual([
      'key   exchange  from  age  left  ways out  can',
      'main  binance   1 ip  7 d  23 d  -         read spot* admin?',
      '',
      'main: vendor 3commas; holders alice, bob, carol',
    ]);
  });

  it('have the rights in the same words however narrow it is', () => {
    for (const columns of [200, 80, 60, 40]) {
      const text = auditLines(on(columns), [{ ...given, rights: all }])
        .join(' ')
        .replaceAll(/ +/g, ' ');
      expect(text).not.toMatch(/\b(fut|opt|move)\b/);
      for (const right of Object.keys(all)) expect(text).toContain(right);
    }
  });
});

describe('one key in full', () => {
  const full: AuditedKey = {
    ...key,
    findings: [wordy],
    reach: [
      way,
      { ...way, to: 'own-accounts', can: 'unknown', only: 'master keys alone, and with a list of addresses' },
    ],
  };

  it('has what is wrong first, then what it reaches, then when it ends', () => {
    const lines = auditedKeyLines(on(80), full);
    const titles = ['Findings', 'What it reaches', 'Calendar', 'Rights', 'The key'];
    expect(lines.filter((line) => titles.includes(line))).toEqual(titles);
    expect(lines.slice(0, 4)).toEqual([
      'main  Binance, live',
      '',
      'Findings',
      '  HIGH KEY-04 main: it has rights for spot, margin, futures, options, and its',
    ]);
  });

  it('has each way with its whole condition, at 80 columns and at 60', () => {
    const lines = auditedKeyLines(on(80), full);
    const at = lines.indexOf('What it reaches');
    expect(lines.slice(at + 1, at + 6)).toEqual([
      '  ! to others        send funds to another user',
      '  ? to own accounts  send funds to another user; master keys alone, and with a',
      '                     list of addresses',
      '  keyward key audit main --calls: each call, and its source',
      '',
    ]);
    expect(lines.join()).not.toContain('POST');
    const narrow = auditedKeyLines(on(60), full);
    expect(narrow.join(' ').replaceAll(/\s+/g, ' ')).toContain('; master keys alone, and with a list of addresses');
    expect(narrow.every((line) => line.length <= 60)).toBe(true);
  });

  it('says that it may be older than is known', () => {
    const { createdAt: _createdAt, ...undated } = full;
    const lines = auditedKeyLines(on(80), { ...undated, ageDays: 9, ageIsLeast: true });
    expect(lines.join('\n')).toMatch(/^ {2}made +nobody tells when; at least 9 days ago$/m);
    expect(auditLines(on(120), [{ ...undated, ageDays: 9, ageIsLeast: true }]).join('\n')).toContain('9+ d');
  });

  it('has each call with its source where that is asked for, and the words that are enough where no right is', () => {
    const lines = auditedKeyLines(on(80), full, true);
    const at = lines.indexOf('What it reaches');
    expect(lines.slice(at + 1, at + 9)).toEqual([
      '  ! to others        send funds to another user',
      '      POST /a',
      '      POST /b',
      '      POST /c',
      '      POST /d',
      '      needs "SEND"; source: the documents',
      '  ? to own accounts  send funds to another user; master keys alone, and with a',
      '                     list of addresses',
    ]);
    expect(lines.join()).not.toContain('--calls');
  });
});

describe('what is due soon', () => {
  it('is not said once more where it is a finding already', () => {
    const due = {
      what: 'replace it: leaked',
      effect: 'rotate',
      on: '2026-06-15',
      daysLeft: 0,
      soon: true,
      sure: true,
      source: 'an event',
    } as const;
    const age = { ...due, what: 'replace it: every 30 days', daysLeft: 3, on: '2026-06-18' };
    const found = {
      id: 'KEY-06',
      severity: 'high',
      says: 'replace it: leaked; due since 2026-06-15',
      fix: 'x',
    } as const;
    const both: AuditedKey = { ...key, calendar: [due, age], findings: [found] };
    expect(soonLines(on(80), [both])).toEqual([
      expect.stringMatching(/^SOON main: replace it: every 30 days, on 2026-06-18/),
    ]);
    expect(soonLines(on(80), [{ ...both, findings: [] }])).toHaveLength(2);
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
