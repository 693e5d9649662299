import { looksRandom } from '../../chance.ts';
import type { Find } from '../../find.ts';
import type { Rule } from '../../rule.ts';

const issued = (path: string) =>
  ({ part: 'key', sure: true, source: `issueBotKey of ${path}`, read: '2026-11-22', certainty: 'documented' }) as const;

/** A key that Keyward issued to a bot: it opens nothing but the gateway that issued it. */
export const keyward: Rule = {
  id: 'keyward-bot-key',
  title: 'bot key of Keyward (worth nothing at the exchange)',
  words: { id: 'keyward-bot-key', names: [] },
  shapes: [
    { ...issued('src/exchanges/binance/key.ts'), of: 'alnum', length: [64, 64], pattern: /^KWRD/ },
    { ...issued('src/exchanges/kraken/key.ts'), of: 'base64', length: [56, 56], pattern: /^KWRD/ },
    {
      ...issued('src/exchanges/okx/key.ts'),
      of: 'base64url',
      length: [36, 36],
      pattern: /^6b770000-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    },
    { ...issued('src/exchanges/bybit/key.ts'), of: 'alnum', length: [18, 18], pattern: /^KW(?=.*\d)(?=.*[a-z])/ },
  ],
  patterns: [
    {
      part: 'key',
      mark: /organizations\/keyward/,
      pattern: /organizations\/keyward\/apiKeys\/[0-9a-f-]{36}/g,
      source: 'issueBotKey of src/exchanges/coinbase/key.ts',
      read: '2026-11-22',
      certainty: 'documented',
    },
  ],
  joins: ['key', 'secret', 'passphrase'],
  optional: ['key', 'secret', 'passphrase'],
  take: ({ text }, shape, { says, spoken, isGenerated }) => {
    if (isGenerated || !looksRandom(text)) return undefined;
    // Short ones have two letters to tell them: a name and an exchange must stand beside.
    const isShort = text.length === 18;
    return isShort && (says !== 'key' || !spoken.includes('bybit')) ? undefined : { part: shape.part, by: 'shape' };
  },
};

/** As far from a bot key its secret stands, in bytes. */
const FAR = 700;

/** Finds in order; a secret or passphrase nearer to a bot key than to any other key is the bot's. */
export function ownedByBots(finds: readonly Find[]): Find[] {
  const keys = finds.filter(({ found }) => found.part === 'key');
  if (!keys.some(({ rule }) => rule === keyward)) return [...finds];
  let next = 0;
  return finds.map((find) => {
    const { part, start } = find.found;
    if (part !== 'secret' && part !== 'passphrase') return find;
    while (next < keys.length && keys[next]!.found.start < start) next++;
    const [before, behind] = [keys[next - 1], keys[next]];
    const distance = (key: Find | undefined): number => (key ? Math.abs(key.found.start - start) : FAR);
    const nearest = distance(before) <= distance(behind) ? before : behind;
    return nearest?.rule === keyward && distance(nearest) < FAR ? { ...find, rule: keyward } : find;
  });
}
