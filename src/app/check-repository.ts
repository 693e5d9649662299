import { lookAtRepositories, type RepositoryFacts } from '../posture/index.ts';
import { finderFor } from './check-finder.ts';
import type { CheckParts } from './check-parts.ts';
import { pastOf } from './check-past.ts';

/** What the repositories of the bots, and that of the current folder, hold. Never rejects for what it cannot see, and asks no network. */
export async function lookRepository(parts: CheckParts): Promise<RepositoryFacts> {
  const { session, home, eyes } = parts;
  const [reader, bots] = await Promise.all([finderFor(parts), parts.bots]);
  return lookAtRepositories({
    eyes,
    finder: reader.finder,
    bots,
    folder: session.folder,
    ownFolders: [home],
    history: (top) => pastOf(top, home, reader),
    isLate: reader.isLate,
  });
}
