import { type Finding, type Sight, whenSeen } from '../check.ts';
import type { RepositoryFacts, RepositorySight } from './facts.ts';

/** Judges each repository, or says that there is none. */
export function ofEach(
  facts: RepositoryFacts,
  judge: (one: RepositorySight) => readonly Finding[],
): readonly Finding[] {
  return whenSeen('repositories of bots', facts.repositories, (all, by): readonly Finding[] =>
    all.length === 0
      ? [
          {
            result: 'not-applicable',
            about: 'repositories of bots',
            says: 'no bot here stands in a repository of git',
            by,
          },
        ]
      : all.flatMap(judge),
  );
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
