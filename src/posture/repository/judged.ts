import { type Finding, type Sight, whenSeen } from '../check.ts';
import { unknowns } from '../secrets/gaps.ts';
import type { RepositoryFacts, RepositorySight } from './facts.ts';

/** Judges each repository, and names those that were not looked at; or says that there is none. */
export function ofEach(
  facts: RepositoryFacts,
  judge: (one: RepositorySight) => readonly Finding[],
): readonly Finding[] {
  const about = 'repositories of bots';
  return whenSeen(about, facts.repositories, (all, by): readonly Finding[] => {
    const found = [...all.flatMap(judge), ...unknowns(facts.unlooked ?? [], by)];
    if (found.length > 0) return found;
    return [{ result: 'not-applicable', about, says: 'no bot here stands in a repository of git', by }];
  });
}

/** What was found; where nothing was, a pass that says so. `about`: the repository. */
export function orPass<T>(
  about: string,
  sight: Sight<T>,
  find: (seen: T, by: string) => readonly Finding[],
  clean: (seen: T) => string,
): readonly Finding[] {
  return whenSeen(about, sight, (seen, by): readonly Finding[] => {
    const found = find(seen, by);
    return found.length > 0 ? found : [{ result: 'pass', about, says: clean(seen), by }];
  });
}
