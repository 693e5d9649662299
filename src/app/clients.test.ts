import { describe, expect, it } from 'vitest';
import { exchanges } from '../exchanges/index.ts';
import { clientRecipes, fillRecipe } from './clients.ts';

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

  it('leaves the passphrase out where the exchange has none', () => {
    const recipe = clientRecipes.find(({ name }) => name === 'ccxt-js')!;
    const lines = fillRecipe(recipe, { port: 1, exchange: 'binance', baseUrls: {}, hasPassphrase: false }).lines;
    expect(lines.join('\n')).not.toContain('passphrase');
  });
});
