import { describe, expect, it } from 'vitest';
import { controls, inspections } from '../../exchanges/index.ts';
import type { AccountFacts, Question } from './facts.ts';
import { questions } from './facts.ts';
import { accounts } from './family.ts';

const all = Object.values(inspections).map(({ facts }) => facts);
const ids: Readonly<Record<Question, string>> = {
  login: 'ACCT-01',
  mail: 'ACCT-02',
  phishingCode: 'ACCT-03',
  addressList: 'ACCT-04',
  notices: 'ACCT-05',
  sessions: 'ACCT-06',
  recovery: 'ACCT-07',
};
const howOf = (id: string) => accounts.checks.find((check) => check.id === id)!.how;

describe('what calls tell of accounts', () => {
  it.each(controls)('names in the check of %s every exchange that tells it, and no other', (control) => {
    expect(questions).toContain(control);
    const how = howOf(ids[control]);
    const telling = all.filter(({ account }) => account.tells[control] !== undefined).map(({ name }) => name);
    expect(all.map(({ name }) => name).filter((name) => how.includes(name))).toEqual(telling);
    if (telling.length === 0) expect(how).toContain('No exchange tells it by a call');
  });

  it('names every exchange that lists keys in the check of other keys', () => {
    const listing = all.filter(({ account }) => account.lists !== undefined).map(({ name }) => name);
    expect(listing.filter((name) => !howOf('ACCT-09').includes(name))).toEqual([]);
  });

  it.each(all)('asks $name with its introspection calls alone, and has a source and a day for each fact', (facts) => {
    const { tells, lists, silent, source, read } = facts.account;
    for (const one of [...Object.values(tells), ...(lists ? [lists] : [])]) {
      expect(facts.introspection.calls).toContain(one.call);
      expect([one.tells.length > 5, one.source.length > 10]).toEqual([true, true]);
    }
    for (const [control, why] of Object.entries(silent)) {
      expect([control, Object.hasOwn(tells, control)]).toEqual([control, false]);
      expect(why).not.toMatch(/[\n.]$/);
    }
    expect(source.length).toBeGreaterThan(10);
    expect(new Date(read).toISOString().slice(0, 10)).toBe(read);
  });

  it('leaves to its owner what the account of no exchange tells', () => {
    const kept: readonly (keyof Extract<AccountFacts['accounts'], { seen: unknown }>['seen'][number]['answers'])[] =
      questions.filter((question) => !controls.some((control) => control === question));
    expect(kept).toEqual(['mail', 'recovery']);
  });
});
