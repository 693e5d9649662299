import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { results } from '../check.ts';
import { holdFamily } from '../family.contract.ts';
import { hostCases } from './cases.contract.ts';
import { hostFamily } from './family.ts';

holdFamily(hostFamily, hostCases);

/** What cases that only look bad say, where that is not that it is unknown. */
const told: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'HOST-01': { 'root of a user namespace only': 'pass', 'no bot': 'not-applicable' },
  'HOST-02': { 'no sshd': 'not-applicable', 'an sshd that nobody starts': 'not-applicable' },
  'HOST-03': { 'no sshd': 'not-applicable', 'an sshd that nobody starts': 'not-applicable' },
  // Each is unknown beside others that pass.
  'HOST-04': {
    'what is not followed and let in for that': 'pass unknown',
    'a published port for a list that is not seen': 'pass unknown',
  },
  'HOST-06': { 'a container': 'not-applicable' },
  'HOST-07': {
    'no kernel under /boot': 'not-applicable',
    'a kernel of the provider': 'not-applicable',
    'a container': 'not-applicable',
  },
  'HOST-08': { 'no bot': 'not-applicable' },
  'HOST-12': { 'no log': 'not-applicable' },
  'HOST-13': { 'no sshd': 'not-applicable' },
  'HOST-14': { 'no bot': 'not-applicable', 'bots that were not looked for': 'pass unknown' },
  'HOST-20': { 'no file yet': 'not-applicable' },
  'HOST-15': { 'two containers': 'pass' },
};

const resultsOf = (id: string, kind: 'good' | 'bad' | 'near') => {
  const check = hostFamily.checks.find((one) => one.id === id);
  return Object.entries(hostCases[id]?.[kind] ?? {}).map(
    ([name, facts]) => [name, new Set(check?.judge(facts).map(({ result }) => result))] as const,
  );
};

it.each(hostFamily.checks.map(({ id }) => id))(
  '%s says of what only looks bad that it is unknown, or as listed',
  (id) => {
    const near = resultsOf(id, 'near').map(([name, found]) => [name, [...found].sort().join(' ')]);
    expect(near.length).toBeGreaterThan(0);
    expect(Object.fromEntries(near)).toEqual(
      Object.fromEntries(near.map(([name = '']) => [name, told[id]?.[name] ?? 'unknown'])),
    );
  },
);

const sources = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => readFileSync(new URL(`${name}/check.ts`, import.meta.url), 'utf8'));

it.each(hostFamily.checks.map(({ id }) => id))('%s has a case of every result that it gives', (id) => {
  const source = sources.find((one) => one.includes(`id: '${id}'`)) ?? '';
  const given = results.filter((result) =>
    new RegExp(`result: (?:[^,\\n]*')?${result}'|'${result}' [:,]`).test(source),
  );
  const found = new Set(
    (['good', 'bad', 'near'] as const).flatMap((kind) => resultsOf(id, kind)).flatMap(([, all]) => [...all]),
  );
  expect([...found]).toEqual(expect.arrayContaining([...new Set([...given, 'pass', 'unknown'])]));
});

it('HOST-04 says of rules that were not seen where to look, and switches no firewall on', () => {
  const check = hostFamily.checks.find(({ id }) => id === 'HOST-04')!;
  const found = check.judge(hostFamily.blind('the rules of the firewall are told to root only'));
  expect(found.map(({ result, fix }) => [result, fix?.split('`')[1]])).toEqual([
    ['unknown', 'sudo keyward check HOST-04'],
  ]);
});
