import { describe, expect, it } from 'vitest';
import { seen } from '../check.ts';
import { botFamily } from './family.ts';

describe('where no bot was found', () => {
  it.each(botFamily.checks.map((check) => [check.id, check] as const))(
    '%s is unknown while not all could be looked at, and else does not apply',
    (_id, { judge }) => {
      const facts = { bots: seen('folders', []), gaps: ['/home/ann may not be read by this user'] };
      expect(judge(facts)).toMatchObject([{ result: 'unknown', says: expect.stringContaining('/home/ann') }]);
      expect(judge({ ...facts, gaps: [] })).toMatchObject([{ result: 'not-applicable' }]);
    },
  );
});
