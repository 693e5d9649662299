import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exchangeProblems } from '../src/app/fit-settings.ts';
import { parseSettings, settingsSchema } from '../src/config/index.ts';
import { systemClock } from '../src/core/index.ts';
import { inspections } from '../src/exchanges/index.ts';
import { backEndOf, backEnds, documentNames, type From, namesFor } from '../src/vault/index.ts';
import { readTracked, root } from './source-tree.ts';

const PATH = 'docs/credentials.md';
const page = readTracked(PATH);
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
const froms = blocks.filter((text) => text.startsWith('from:')).map((text) => parse(text).from as From);
const unlocks = blocks.filter((text) => text.startsWith('vault:'));

describe('docs/credentials.md', () => {
  it('shows a place for each back end, and no other', () => {
    const shown = new Set(froms.flatMap((from) => Object.keys(from)));
    expect([...shown].toSorted()).toEqual(backEnds.map(({ id }) => id).toSorted());
    const listed = [...page.matchAll(/^\| [^|]+ \| `([a-z]+)` \|/gm)].map(([, id]) => id);
    expect(listed.toSorted()).toEqual([...shown].toSorted());
  });

  it.each(froms.map((from) => [JSON.stringify(from), from] as const))(
    'gives settings that are valid: %s',
    (_, from) => {
      const main = { exchange: 'binance', environment: 'live', from };
      expect(settingsSchema.safeParse({ version: 1, keys: { main } }).error).toBeUndefined();
    },
  );

  it.each(unlocks.map((text) => [text.trim()]))('gives settings that are valid: %s', (text) => {
    expect(settingsSchema.safeParse({ version: 1, keys: {}, ...parse(text) }).error).toBeUndefined();
  });

  it('has yaml of other programs only with the name of its file', () => {
    const others = blocks.filter((text) => !/^(?:from|vault):/.test(text));
    expect(others.map((text) => text.split('\n')[0])).toEqual([
      '# .github/workflows/trade.yml',
      '# .gitlab-ci.yml',
      '# keyward.yaml',
    ]);
    for (const text of others) expect(parse(text)).toBeTypeOf('object');
  });

  it('shows settings of replacing and auditing that are valid and fit the exchanges', () => {
    const settings = parseSettings(blocks.find((text) => text.startsWith('# keyward.yaml')) ?? '', PATH);
    expect(exchangeProblems(settings)).toEqual([]);
    const shown = [
      settings,
      ...Object.values(settings.keys),
      ...Object.values(settings.keys).map(({ rotate }) => rotate),
    ];
    for (const name of ['rotation', 'audit', 'holders', 'vendor', 'by', 'subAccount', 'automatic', 'days', 'ips'])
      expect([name, shown.some((part) => Object.hasOwn(part, name))]).toEqual([name, true]);
  });

  it('says of each exchange that makes keys how it names a sub-account', () => {
    const told = Object.fromEntries(
      [...page.matchAll(/^\| `([a-z]+)` \| (the [^|]+) \|$/gm)].map(([, id, words]) => [id, words]),
    );
    const makers = Object.entries(inspections).flatMap(([id, { maker }]) =>
      maker ? [[id, maker.subAccount.words]] : [],
    );
    expect(told).toEqual(Object.fromEntries(makers));
  });

  it('names the exchanges that do not tell what a key can do', () => {
    const silent = Object.values(inspections).filter(({ facts }) => facts.introspection.none !== undefined);
    const [, list = ''] = /can do\.\*\* ([\s\S]+?) only\s+show/.exec(page) ?? [];
    const named = list.replaceAll(/\s+/g, ' ').split(/, | and /);
    const names = silent.map(({ facts }) => facts.name.replace(/ Exchange| \(Korea\)/, ''));
    expect(named.toSorted()).toEqual(names.toSorted());
  });

  it('names variables that Keyward looks for', () => {
    const { id, secret } = namesFor('binance', {}, false);
    for (const name of ['BINANCE_API_KEY', 'BINANCE_API_SECRET']) {
      expect([...id, ...secret]).toContain(name);
      expect(page).toContain(`${name}: \${{ secrets.${name} }}`);
    }
  });

  it('says of each place whether it is written to, and how often it is looked at', () => {
    for (const [, id = '', writes = '', every = ''] of page.matchAll(
      /^\| [^|]+ \| `([a-z]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm,
    )) {
      const from = froms.find((each) => Object.hasOwn(each, id))!;
      const main = { exchange: 'binance', from };
      const parsed = settingsSchema.parse({ version: 1, keys: { main } }).keys['main']!.from!;
      const { backEnd, settings } = backEndOf(parsed);
      const place = backEnd.open(settings, {
        names: documentNames('binance', {}, false),
        key: 'main',
        folder: '.',
        home: '.',
        variables: {},
        clock: systemClock,
        identity: () => Promise.reject(new Error('not asked for')),
      });
      const seen = place.lookEveryMs === undefined ? 'never' : `every ${place.lookEveryMs / 1_000} s`;
      expect([id, every, writes === 'yes']).toEqual([id, seen, place.write !== undefined]);
    }
  });

  it('links to files that are there, which link to files that are there', () => {
    const pages = [PATH, 'recipes/aws/rotation/README.md', 'recipes/gcp/rotation.md', 'recipes/openbao/rotation.md'];
    for (const path of pages) {
      for (const [, link = ''] of readTracked(path).matchAll(/\]\(([^)#:]+)\)/g))
        expect([path, link, existsSync(join(root, dirname(path), link))]).toEqual([path, link, true]);
    }
  });

  it('says that there are no dynamic secrets, and what there is instead', () => {
    expect(page).toMatch(/Dynamic secrets cannot be had[\s\S]{0,400}keyward bot add grid --expires/);
  });
});
