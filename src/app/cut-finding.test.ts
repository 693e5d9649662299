import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finding, finding } from '../monitor/index.ts';
import { cutFinding } from './cut-finding.ts';
import { openScene, type Scene } from './scene.contract.ts';

const found = (about: string, says: string, evidence: readonly string[]): Finding =>
  finding('foreign-order', 'critical', 'main', about, says, { evidence, isSecurity: true, market: 'BTC/USDT' });

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const note = ({ about, key, kind, severity, says, evidence }: Finding) =>
  scene.state.journal.note('finding', { about, key, what: kind, severity, says, evidence });

describe('a finding', () => {
  it('of usual length stays as it is', () => {
    const one = found('order 1', 'somebody else placed an order', ['order 1', 'x'.repeat(200)]);
    expect(cutFinding(one)).toEqual(one);
  });

  it.each(['x', '\u0000', '€', '\ud800', '"', `${'\u0000'.repeat(7)}aaaaa`])(
    'of any length and of characters such as %j can be written into the journal',
    (character) => {
      const long = character.repeat(200_000);
      const whole = found(
        long,
        long,
        Array.from({ length: 5_000 }, () => long),
      );
      const one = cutFinding(whole);
      expect(() => note(one)).not.toThrow();
      expect(one).toMatchObject({ isSecurity: true, market: 'BTC/USDT' });
      expect(one.evidence.at(-1)).toBe(`and ${5_001 - one.evidence.length} more`);
      expect(() => note({ ...whole, evidence: [] })).toThrow('too long for a line');
    },
  );
});
