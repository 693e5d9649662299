import { type Finding, type Sight, whenSeen } from '../check.ts';
import type { Looked } from './bot-secrets.ts';

/** The findings at each bot that was looked at; what says nothing bad of a bot passes it, unless something could not be read. */
export function judgeLooked<T extends { readonly bot: string }>(
  sight: Sight<Looked<T>>,
  findingOf: (one: T, by: string) => Finding,
  says: { readonly good: string; readonly ofNone: string },
): readonly Finding[] {
  return whenSeen('this host', sight, ({ bots, found, unread }, by) => {
    const [first, ...more] = unread;
    const open = found.map((one) => findingOf(one, by));
    const rest = more.length === 0 ? '' : `, and ${more.length} more`;
    const unknown: Finding[] =
      first === undefined ? [] : [{ result: 'unknown', about: 'this host', says: `${first}${rest}`, by }];
    const passed: Finding[] = bots
      .filter((bot) => unread.length === 0 && !found.some((one) => one.bot === bot))
      .map((bot) => ({ result: 'pass', about: bot, says: says.good, by }));
    const all = [...open, ...unknown, ...passed];
    return all.length > 0 ? all : [{ result: 'not-applicable', about: 'this host', says: says.ofNone, by }];
  });
}
