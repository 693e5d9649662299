import { describe, expect, it } from 'vitest';
import type { Cases, Check, Family, Finding } from './check.ts';
import { results, severities } from './check.ts';
import { holdFixes } from './pasted.contract.ts';

/** What every family answers; `cases` has the cases of each of its checks by id. */
export function holdFamily<Facts>(family: Family<Facts>, cases: Readonly<Record<string, Cases<Facts>>>): void {
  const { checks } = family;
  describe(`the checks of ${family.name}`, () => {
    it('have ids of their family, each once, and cases each', () => {
      const ids = checks.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(new RegExp(`^${family.name}-\\d\\d$`));
      expect(Object.keys(cases).sort()).toEqual([...ids].sort());
    });

    it.each(checks.map((check) => [check.id, check] as const))(
      '%s says what it asks, why, how, the fix and the way back',
      (_id, check) => {
        expect(severities).toContain(check.severity);
        expect(check.title).toMatch(/^[a-z0-9"`].*[^.]$/i);
        for (const text of [check.why, check.how, check.fix, check.undo])
          expect(text.trim().length).toBeGreaterThan(10);
        for (const one of check.references) expect(one).toMatch(/^https:\/\/|^[a-z0-9_.-]+\(\d\)/i);
        expect(check.references.length + check.boxes.length).toBeGreaterThan(0);
        for (const box of check.boxes) expect(box >= 1 && box <= 35).toBe(true);
      },
    );

    it.each(checks.map((check) => [check.id, check] as const))(
      '%s passes nothing that it could not see',
      (_id, check) => {
        const found = findingsOf(check, family.blind('nobody could look'));
        expect(found.some(({ result }) => result === 'unknown')).toBe(true);
        expect(found.filter(({ result }) => result !== 'unknown')).toEqual([]);
      },
    );

    const each = checks.flatMap((check) =>
      (['good', 'bad', 'near'] as const).flatMap((kind) =>
        Object.entries(cases[check.id]?.[kind] ?? {}).map(([name, facts]) => ({
          check,
          id: check.id,
          kind,
          name,
          facts,
        })),
      ),
    );
    it.each(each)('$id tells what is $kind: $name', ({ check, kind, facts }) => {
      const found = findingsOf(check, facts).map(({ result }) => result);
      const isBad = found.some((result) => result === 'fail' || result === 'warn');
      expect(isBad).toBe(kind === 'bad');
      if (kind === 'good') expect(found).toContain('pass');
      if (kind === 'good') expect(found).not.toContain('unknown');
    });
    it.each(checks.map(({ id }) => id))('%s gives fixes that may be pasted, whatever things are called', (id) => {
      for (const { check, facts } of each.filter((one) => one.id === id)) holdFixes(check, facts);
    });

    it('have a good case and a bad one each', () => {
      for (const { id } of checks) {
        expect([id, Object.keys(cases[id]?.good ?? {}).length > 0]).toEqual([id, true]);
        expect([id, Object.keys(cases[id]?.bad ?? {}).length > 0]).toEqual([id, true]);
      }
    });
  });
}

function findingsOf<Facts>(check: Check<Facts>, facts: Facts): readonly Finding[] {
  const found = check.judge(facts);
  expect(found.length).toBeGreaterThan(0);
  const keys = found.map(({ about, says }) => `${about}: ${says}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { result, about, says, by, severity } of found) {
    expect(results).toContain(result);
    expect([about, says, by].every((text) => text.trim().length > 0)).toBe(true);
    expect(says).not.toMatch(/[\n\r]|\.$/);
    if (severity !== undefined) expect(severities).toContain(severity);
  }
  return found;
}
