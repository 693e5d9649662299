import { describe, expect, it } from 'vitest';
import { inspections, type Reach, type Right, rights } from '../exchanges/index.ts';
import { reachOf } from './audit.ts';

const every = Object.fromEntries(rights.map((right) => [right, { can: 'yes' }])) as Record<Right, { can: 'yes' }>;
const facts: [string, Reach][] = Object.values(inspections).flatMap(({ facts: { name, reach } }) =>
  reach.map((one): [string, Reach] => [`${name}: ${one.what}`, one]),
);

describe('what a key surely reaches', () => {
  it.each(facts)('has no condition that rights do not tell: %s', (_name, one) => {
    const [found] = reachOf([one], every, one.words ?? []);
    expect(found?.can).toBe(one.only === undefined ? 'yes' : 'unknown');
  });

  it.each(facts.filter(([, { only }]) => only === undefined))('is documented with its right: %s', (_name, one) => {
    expect(one.needs.length + (one.words?.length ?? 0)).toBeGreaterThan(0);
    expect(`${one.what} ${one.source}`).not.toMatch(/not documented|not known|unclear|perhaps|undocumented/i);
  });
});
