import { resolve } from 'node:path';
import { type BotSecretFacts, lookAtBotSecrets, lookAtSecrets, type SecretsFacts, unseen } from '../posture/index.ts';
import { lookBackEnds } from './check-back-ends.ts';
import { finderFor } from './check-finder.ts';
import type { CheckParts } from './check-parts.ts';
import { secretFiles } from './session.ts';

/** Where secrets stand on this host, and who can read them. Never rejects for what it cannot see. */
export async function lookSecrets(parts: CheckParts): Promise<SecretsFacts> {
  const { session, settings, path, home, eyes, signal } = parts;
  const bots = await parts.bots;
  const [reader, botSecrets, backEnds] = await Promise.all([
    finderFor(parts),
    lookAtBotSecrets(eyes, bots, signal),
    lookBackEnds(parts),
  ]);
  const gap = bots.bots.length === 0 ? bots.gaps[0] : undefined;
  const userHome = session.environment.variables['HOME'];
  return lookAtSecrets({
    eyes,
    finder: reader.finder,
    bots,
    folder: session.folder,
    settingsFiles: secretFiles(settings, path, session.folder).map((file) => resolve(file)),
    ownFolders: [home],
    ...(userHome === undefined ? {} : { userHome }),
    backEnds,
    botSecrets: gap === undefined ? botSecrets : behind(gap),
    isLate: reader.isLate,
  });
}

/** Where no bot was found and not all could be looked at, nobody knows what bots keep. */
function behind(gap: string): BotSecretFacts {
  const none = unseen('folders, processes and units', `there may be bots that were not found: ${gap}`);
  return { fakeEncrypted: none, passwordsBeside: none, castValues: none };
}
