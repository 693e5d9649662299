import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { exchanges } from '../exchanges/index.ts';
import { clientRecipes, fillRecipe } from './clients.ts';
import { baseUrlsAt, callAt } from './sites.ts';

describe('a client recipe', () => {
  it.each(clientRecipes.map((recipe) => [recipe.name, recipe] as const))(
    'of %s names its source, exchanges that are known, and a base URL of their facts',
    (_name, recipe) => {
      expect(recipe.source).not.toBe('');
      const ids = recipe.exchanges === 'any' ? Object.keys(exchanges) : recipe.exchanges;
      for (const id of ids) {
        expect(exchanges[id]).toBeDefined();
        if (recipe.base !== undefined) expect(exchanges[id]!.facts.baseUrls).toHaveProperty([recipe.base]);
      }
      expect(recipe.unserved === undefined ? recipe.lines.length > 0 : recipe.lines.length === 0).toBe(true);
    },
  );

  it.each(
    clientRecipes.filter(({ unserved }) => unserved === undefined).map((recipe) => [recipe.name, recipe] as const),
  )('of %s fits in 76 columns and leaves no gap open', (_name, recipe) => {
    const id = recipe.exchanges === 'any' ? 'binance' : recipe.exchanges[0]!;
    const { lines, notes } = fillRecipe(recipe, {
      port: 8787,
      exchange: id,
      baseUrls: exchanges[id]!.facts.baseUrls,
      hasPassphrase: true,
    });
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
    expect([...lines, ...notes].join('\n')).not.toMatch(/\{[a-zA-Z]+\}/);
    expect(lines.join('\n')).toContain('http://127.0.0.1:8787/');
  });

  const sites = Object.values(exchanges).flatMap(({ id, facts }) =>
    facts.hosts.flatMap(({ name, site, environment }) =>
      site !== undefined && environment === 'live' ? [[name, id] as const] : [],
    ),
  );

  it.each(sites)('points each client at %s, where the settings name it', (host, id) => {
    const { facts } = exchanges[id]!;
    for (const recipe of clientRecipes.filter(
      (one) => one.unserved === undefined && (one.exchanges === 'any' || one.exchanges.includes(id)),
    )) {
      const values = { port: 8787, exchange: id, baseUrls: baseUrlsAt(facts, host), hasPassphrase: true };
      const text = fillRecipe(recipe, { ...values, host }).lines.join('\n');
      const hostname = /"?'?hostname"?'?: ["'](.+)["'],/.exec(text)?.[1];
      if (recipe.exchanges === 'any') {
        const Client = ccxt[id as 'bybit'];
        const urls = JSON.stringify(new Client().urls['api']).replaceAll('{hostname}', hostname ?? '');
        expect([recipe.name, urls]).toEqual([recipe.name, expect.stringContaining(`"https://${host}"`)]);
      } else expect([recipe.name, text]).toEqual([recipe.name, expect.stringContaining(`127.0.0.1:8787/${host}`)]);
      const main = fillRecipe(recipe, { ...values, baseUrls: facts.baseUrls }).lines.join('\n');
      expect(main).not.toMatch(/hostname'?"?:/);
    }
  });

  it('has calls sent to the host that the settings name, where that one serves them', () => {
    const { facts, market } = exchanges['okx']!;
    const call = market.time('live');
    expect(callAt(call, facts, 'my.okx.com').host).toBe('my.okx.com');
    for (const host of [undefined, 'api.binance.com']) expect(callAt(call, facts, host)).toBe(call);
  });

  it('leaves the passphrase out where the exchange has none', () => {
    const recipe = clientRecipes.find(({ name }) => name === 'ccxt-js')!;
    const lines = fillRecipe(recipe, { port: 1, exchange: 'binance', baseUrls: {}, hasPassphrase: false }).lines;
    expect(lines.join('\n')).not.toContain('passphrase');
  });
});
