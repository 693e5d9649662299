import { type BotFacts, lookAtBots } from '../posture/index.ts';
import { ShownTexts } from '../scan/index.ts';
import type { CheckParts } from './check-parts.ts';

type Bot = Extract<BotFacts['bots'], { readonly seen: unknown }>['seen'][number];

/** What the checks of the bots judge. `blessed`: the digests of strategy files that the baseline holds. */
export async function lookBots(
  { eyes, signal, bots }: CheckParts,
  blessed?: Readonly<Record<string, string>>,
): Promise<BotFacts> {
  const facts = await lookAtBots({ eyes, signal, ...(blessed === undefined ? {} : { blessed }) }, await bots);
  return 'unseen' in facts.bots
    ? facts
    : { ...facts, bots: { ...facts.bots, seen: facts.bots.seen.map(withShownPaths) } };
}

/** A baseline keeps the paths of strategies: one that is called by a secret is kept without it. */
function withShownPaths(bot: Bot): Bot {
  const { strategies } = bot;
  if ('unseen' in strategies) return bot;
  const names = new ShownTexts();
  const seen = strategies.seen.map((file) => ({ ...file, path: names.of(file.path) }));
  return { ...bot, strategies: { ...strategies, seen } };
}
