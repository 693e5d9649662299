import { describe, expect, it } from 'vitest';
import type { KeyReport, Lifetime } from '../exchanges/index.ts';
import { auditKey } from './audit.ts';
import type { AuditInput, Due } from './audited-key.ts';
import { rotationDaysOf } from './calendar.ts';
import { DAY_MS, facts, goodInput, goodReport, NOW_MS, nobodySays, only, told } from './input.contract.ts';

function calendar(change: Partial<AuditInput>): readonly Due[] {
  return auditKey({ ...goodInput, ...change }).calendar;
}

const rule: Lifetime = {
  effect: 'deleted',
  afterDays: 90,
  counts: 'from-creation',
  says: 'it is deleted',
  source: 'x',
};

/** The day that a rule of the exchange gives, and whether it is sure; `undefined` where it gives none. */
function ruled(change: Partial<Lifetime>, report: Partial<KeyReport> = {}, more: Partial<AuditInput> = {}) {
  const lifetimes = [{ ...rule, ...change }];
  const due = calendar({ facts: { ...facts, lifetimes }, told: told(report), ...more }).find(
    ({ what }) => what === 'it is deleted',
  );
  return due && `${due.on} ${due.sure ? 'sure' : 'perhaps'}`;
}

const { createdMs: _createdMs, ...undated } = goodReport;
const ago = (days: number): number => NOW_MS - days * DAY_MS;

describe('a rule of the exchange', () => {
  it('counts from the creation, where that is known', () => {
    expect(ruled({})).toBe('2026-09-06 sure');
    expect(ruled({}, {}, { told: { kind: 'report', report: undated } })).toBeUndefined();
  });

  it('counts from the day on which the key was replaced where the exchange tells none, but not from the one on which it was taken in', () => {
    const unknown = { told: { kind: 'report', report: undated } } as const;
    expect(ruled({}, {}, { ...unknown, rotatedMs: ago(10) })).toBe('2026-09-03 sure');
    expect(ruled({}, {}, { ...unknown, addedMs: ago(10) })).toBeUndefined();
  });

  it('counts from the last use: for certain where the key has been idle for half of the term', () => {
    const counts = 'from-last-use' as const;
    expect(ruled({ counts }, { lastUsedMs: ago(50) })).toBe('2026-07-25 sure');
    expect(ruled({ counts }, { lastUsedMs: ago(40) })).toBe('2026-08-04 perhaps');
    expect(ruled({ counts })).toBe('2026-09-13 perhaps');
  });

  it('can count only for a key without an IP list', () => {
    expect(ruled({ unbound: true })).toBeUndefined();
    expect(ruled({ unbound: true }, { ipRestricted: 'no' })).toBe('2026-09-06 sure');
    expect(ruled({ unbound: true }, { ipRestricted: 'unknown' })).toBe('2026-09-06 perhaps');
  });

  it('can count only for a key with any of some rights', () => {
    expect(ruled({ rights: ['withdraw'] })).toBeUndefined();
    expect(ruled({ rights: ['withdraw', 'spot'] })).toBe('2026-09-06 sure');
    expect(ruled({ rights: ['withdraw'] }, { rights: nobodySays })).toBe('2026-09-06 perhaps');
    expect(ruled({ rights: ['withdraw'], unbound: true }, { rights: nobodySays })).toBeUndefined();
  });

  it.each([
    ['deleted', 'deleted'],
    ['disabled', 'disabled'],
    ['downgraded', 'downgraded'],
    ['expired', 'expires'],
  ] as const)('that makes it %s is called so', (effect, named) => {
    const found = calendar({ facts: { ...facts, lifetimes: [{ ...rule, effect }] } });
    expect(found.find(({ what }) => what === rule.says)?.effect).toBe(named);
  });
});

describe('the end that the exchange tells', () => {
  it('stands in the calendar, unless there is none', () => {
    expect(calendar({ told: told({ expiresMs: NOW_MS + DAY_MS }) })[0]).toEqual({
      what: 'it expires',
      effect: 'expires',
      on: '2026-06-16',
      daysLeft: 1,
      soon: true,
      sure: true,
      source: 'the exchange',
    });
    expect(calendar({ told: told({ expiresMs: 'never' }) }).map(({ effect }) => effect)).toEqual(['rotate']);
  });
});

describe('our own rotation', () => {
  const rotation = { readDays: 90, tradeDays: 30, withdrawDays: 14 };
  const daysOf = (rights: KeyReport['rights']) =>
    rotationDaysOf(rotation, auditKey({ ...goodInput, told: told({ rights }) }).rights);

  it('is by the most dangerous thing that a key can do, or that nobody rules out', () => {
    expect(daysOf(only('read'))).toBe(90);
    expect(daysOf(only('read', 'spot'))).toBe(30);
    expect(daysOf(only('read', 'transfer'))).toBe(30);
    expect(daysOf(only('read', 'withdraw'))).toBe(14);
    expect(daysOf({ ...only('read'), spot: 'unknown' })).toBe(30);
    expect(daysOf(nobodySays)).toBe(30);
    expect(rotationDaysOf(7, auditKey(goodInput).rights)).toBe(7);
  });

  const dueOf = (change: Partial<AuditInput>) => {
    const due = calendar(change).find(({ effect }) => effect === 'rotate');
    return due && `${due.on} ${due.what}`;
  };

  it('counts from when the key was made or replaced, whichever is later', () => {
    expect(dueOf({})).toBe('2026-07-08 replace it: every 30 days');
    expect(dueOf({ rotatedMs: ago(1) })).toBe('2026-07-14 replace it: every 30 days');
    expect(dueOf({ rotatedMs: ago(100) })).toBe('2026-07-08 replace it: every 30 days');
  });

  it('counts from when it was taken in where nothing else is known, and from nowhere without that', () => {
    const unknown = { told: { kind: 'report', report: undated } } as const;
    const least = 'replace it: every 30 days (it may be older than is counted)';
    expect(dueOf({ ...unknown, addedMs: ago(10) })).toBe(`2026-07-05 ${least}`);
    expect(dueOf({ ...unknown, seenMs: ago(10) })).toBe(`2026-07-05 ${least}`);
    expect(dueOf({ ...unknown, addedMs: ago(20), seenMs: ago(10) })).toBe(`2026-06-25 ${least}`);
    expect(dueOf({ seenMs: ago(100) })).toBe('2026-07-08 replace it: every 30 days');
    expect(dueOf({ addedMs: ago(1) })).toBe('2026-07-08 replace it: every 30 days');
    expect(dueOf(unknown)).toBeUndefined();
  });

  it('is due at once by an event, until the key is replaced', () => {
    const events = [
      { event: 'member-left', who: 'alice', atMs: ago(2) },
      { event: 'new-host', atMs: ago(3) },
    ];
    expect(dueOf({ events })).toBe('2026-06-12 replace it: new host');
    expect(dueOf({ events, rotatedMs: ago(2.5) })).toBe('2026-06-13 replace it: member left (alice)');
    expect(dueOf({ events, rotatedMs: ago(1) })).toBe('2026-07-14 replace it: every 30 days');
  });
});

describe('what had happened', () => {
  const events = [{ event: 'leaked', atMs: ago(2) }];
  const unknown = { told: { kind: 'report', report: undated }, events } as const;
  const happened = (change: Partial<AuditInput>) =>
    calendar({ ...unknown, ...change }).some(({ source }) => source === 'an event');

  it('is of the credential that was there then, however late it was first seen', () => {
    expect(happened({})).toBe(true);
    expect(happened({ seenMs: ago(1) })).toBe(true);
    expect(happened({ seenMs: ago(1), cameMs: ago(1) })).toBe(false);
    expect(happened({ seenMs: ago(1), cameMs: ago(3) })).toBe(true);
  });

  it('counts until the replacing has ended, for the old key lives', () => {
    const replacing = {
      startedMs: ago(1),
      step: 'revoke',
      way: 'guided',
      old: '642df0000000',
      isGrace: false,
      isUndone: false,
      events,
    } as const;
    const came = { seenMs: ago(1), cameMs: ago(1) };
    expect(happened({ ...came, replacing })).toBe(true);
    const finding = (change: Partial<AuditInput>) =>
      auditKey({ ...goodInput, ...unknown, ...came, ...change }).findings.find(({ id }) => id === 'KEY-06');
    expect(finding({})).toBeUndefined();
    expect(finding({ replacing })).toEqual({
      id: 'KEY-06',
      severity: 'high',
      says: 'replace it: leaked; due since 2026-06-13; its replacing waits at the step revoke, and 642df0000000 still lives, begun on 2026-06-14',
      fix: `delete 642df0000000 at ${facts.page.url}, then \`keyward key rotate main --revoked\``,
    });
    const quiet = { ...replacing, events: [] };
    expect(finding({ replacing: quiet })?.severity).toBe('high');
    expect(finding({ replacing: { ...quiet, isGrace: true } })?.severity).toBe('medium');
    expect(finding({ replacing: { ...replacing, isGrace: true } })?.severity).toBe('high');
    expect(finding({ replacing: { ...replacing, way: 'api' } })?.fix).toBe('`keyward key rotate main` goes on');
    const undone = finding({ replacing: { ...replacing, isUndone: true } });
    expect(undone?.fix).toBe('`keyward key rotate main --undo` goes on');
    expect(undone?.says).toContain('642df0000000 is in use again, and the new key still lives');
  });
});

describe('what happened and what the settings say', () => {
  it('both stand in the calendar', () => {
    const events = [{ event: 'member-left', who: 'alice', atMs: ago(2) }];
    expect(calendar({ events }).map(({ on, what, source }) => `${on} ${what}, ${source}`)).toEqual([
      '2026-06-13 replace it: member left (alice), an event',
      '2026-07-08 replace it: every 30 days, the settings',
    ]);
  });

  it('make one finding, of the first that is due', () => {
    const dueOf = (change: Partial<AuditInput>) =>
      auditKey({ ...goodInput, ...change }).findings.filter(({ id }) => id === 'KEY-06');
    const old = told({ createdMs: ago(40) });
    expect(dueOf({ told: old, events: [{ event: 'leaked', atMs: ago(1) }] })).toHaveLength(1);
    // The age is over by a day that has not ended, what happened counts at once.
    const today = told({ createdMs: ago(30) });
    expect(dueOf({ told: today })).toEqual([]);
    expect(dueOf({ told: today, events: [{ event: 'leaked', atMs: NOW_MS }] })[0]?.says).toContain('leaked');
  });
});

describe('the calendar', () => {
  it('begins with what is soonest', () => {
    const all = calendar({
      told: told({ expiresMs: NOW_MS + 60 * DAY_MS }),
      facts: { ...facts, lifetimes: [{ ...rule, afterDays: 10 }] },
      attested: { rights: [], untilMs: NOW_MS + 20 * DAY_MS, by: 'me' },
    });
    expect(all.map(({ effect, daysLeft }) => [effect, daysLeft])).toEqual([
      ['deleted', 3],
      ['attest', 20],
      ['rotate', 23],
      ['expires', 60],
    ]);
  });
});
