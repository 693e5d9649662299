import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seen, unseen } from '../check.ts';
import { audited, DAY_MS, looked, NOW_MS, only, refused } from './audited.contract.ts';
import { keys } from './family.ts';

const judge = (id: string, facts: Parameters<(typeof keys.checks)[number]['judge']>[0]) =>
  keys.checks.find((check) => check.id === id)!.judge(facts);

describe('the checks of keys', () => {
  it('say what a key reaches, not only what its rights are called', () => {
    const trades = judge('KEY-01', audited());
    expect(trades).toMatchObject([
      {
        result: 'pass',
        about: 'key main',
        says: expect.stringMatching(/^it cannot withdraw, but it can still lose value in bad/),
      },
    ]);
    const [open] = judge('KEY-02', audited({ report: { ipRestricted: 'no', ips: [] } }));
    expect(open!.says).toContain('whoever copies it has that too: it can still lose value in bad trades');
    const reader = { rights: only('read'), words: ['readOnly'] };
    expect(judge('KEY-01', audited({ report: reader }))[0]!.says).toBe(
      'it cannot withdraw, and nothing that is known of its rights moves value',
    );
  });

  it('say of a key of the practice exchange what they say of another, and lightly', () => {
    const rights = only('read', 'withdraw');
    const real = judge('KEY-01', audited({ report: { rights } }))[0]!;
    const practice = judge('KEY-01', audited({ environment: 'practice', report: { rights } }))[0]!;
    expect([real.result, real.severity]).toEqual(['fail', 'critical']);
    expect([practice.result, practice.severity]).toEqual(['fail', 'low']);
    expect(practice.says).toBe(`on the practice exchange: ${real.says}`);
  });

  it('say one thing of each key, also where the audit found two', () => {
    const facts = audited({ report: { ips: ['203.0.113.0/24'] } }, { key: 'other' });
    expect(judge('KEY-03', facts).map(({ about, result }) => [about, result])).toEqual([
      ['key main', 'fail'],
      ['key other', 'pass'],
    ]);
    expect(judge('KEY-03', facts)[0]!.says).toContain('; this host');
  });

  it('name the cause of a dead key once, and leave the rest open', () => {
    const facts = audited({ told: refused });
    const told = Object.fromEntries(keys.checks.map(({ id, judge: of }) => [id, of(facts)[0]!.result]));
    expect(told).toMatchObject({ 'KEY-09': 'fail', 'KEY-01': 'unknown', 'KEY-02': 'unknown', 'KEY-15': 'pass' });
    expect(Object.values(told).filter((result) => result === 'fail')).toHaveLength(1);
  });

  it('find nothing wrong with a key that was revoked and is dead', () => {
    const facts = audited({ told: refused, revokedMs: NOW_MS - DAY_MS });
    const told = keys.checks.flatMap(({ judge: of }) => of(facts).map(({ result }) => result));
    expect(new Set(told)).toEqual(new Set(['pass', 'not-applicable']));
  });

  it('do not apply where no key stands in the settings, and know nothing of one that was not audited', () => {
    const none = { keys: seen('keyward.yaml', []) };
    const late = { ...looked(), audit: unseen('keyward key audit', 'it took too long') };
    for (const { judge: of } of keys.checks) {
      expect(of(none)).toMatchObject([{ result: 'not-applicable', about: 'exchange keys' }]);
      expect(of(audited(late))).toMatchObject([{ result: 'unknown', about: 'key main', says: 'it took too long' }]);
    }
  });

  it('make one line of whatever an exchange says', () => {
    const word = fc.string({ unit: 'binary', maxLength: 700 });
    fc.assert(
      fc.property(word, word, (message, label) => {
        const told = {
          kind: 'unclear' as const,
          unclear: { unclear: true as const, cause: 'key' as const, message },
        };
        for (const facts of [audited({ told }), audited({ report: { words: [message], ips: [label], label } })]) {
          for (const { judge: of } of keys.checks)
            for (const { says } of of(facts)) expect(says).not.toMatch(/[\n\r]|\.$|^$/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
