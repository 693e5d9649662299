import { shellWord } from '../../core/index.ts';
import type { Finding } from '../check.ts';
import { whenSeen } from '../check.ts';
import type { Bot, BotFacts } from './facts.ts';

/** Judges each bot to which a question applies; where it applies to none, that is said. What of a bot could not be read keeps it from passing. */
export function judgeBots(
  facts: BotFacts,
  judge: (bot: Bot) => readonly Finding[] | undefined,
  says: { readonly ofNone: string; readonly tellsGaps?: true },
): readonly Finding[] {
  return whenSeen('this host', facts.bots, (bots, by) => {
    const judged = bots.flatMap((bot) => {
      const found = judge(bot);
      return found === undefined ? [] : withUnread(bot, found);
    });
    // Where no bot was found, the one that is asked about may be behind any gap.
    const gaps = says.tellsGaps === true || bots.length === 0 ? gapFindings(facts.gaps, by) : [];
    if (judged.length > 0 || gaps.length > 0) return [...judged, ...gaps];
    const nothing = bots.length === 0 ? 'no bot was found where this user can look' : says.ofNone;
    return [{ result: 'not-applicable', about: 'this host', says: nothing, by }];
  });
}

function withUnread({ about, unread }: Bot, found: readonly Finding[]): readonly Finding[] {
  const [first, ...more] = unread;
  if (first === undefined) return found;
  const says = more.length === 0 ? first : `${first}, and ${more.length} more could not be read`;
  const open = found.filter(({ result }) => result !== 'pass');
  return [...open, { result: 'unknown', about, says, by: 'its settings files' }];
}

function gapFindings(gaps: readonly string[], by: string): readonly Finding[] {
  const [first, ...more] = gaps;
  if (first === undefined) return [];
  const rest = more.length === 0 ? '' : `, and ${more.length} more`;
  const fix = 'Run `sudo keyward check` once, so that all folders and processes can be seen.';
  return [
    { result: 'unknown', about: 'this host', says: `there may be bots that were not found: ${first}${rest}`, by, fix },
  ];
}

/** `FILE, line 7`. */
export const placeText = ({ file, line }: { readonly file: string; readonly line?: number }): string =>
  line === undefined ? file : `${file}, line ${line}`;

/** The same where its file is a word for a shell: a sentence with commands may be pasted whole. */
export const placeWords = ({ file, line }: Parameters<typeof placeText>[0]): string =>
  placeText({ file: shellWord(file), ...(line === undefined ? {} : { line }) });
