import { type HostFacts, lookHost as look, type OwnPath } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';
import { vaultFiles } from './vault-watch.ts';

/** Looks at this host for the checks of HOST. Never rejects. */
export function lookHost(parts: CheckParts): Promise<HostFacts> {
  const { eyes, bots, home } = parts;
  return look(eyes, bots, home, ownPaths(parts));
}

/** What whoever can write it decides what Keyward allows and which key it signs with. */
function ownPaths({ settings, path, home, session }: CheckParts): readonly OwnPath[] {
  const vaults = vaultFiles(home, settings, path ?? `${session.folder}/keyward.yaml`);
  return [
    ...(path === undefined ? [] : [{ about: 'the settings', path }]),
    ...vaults.map((file) => ({ about: file.endsWith('/seal.key.age') ? 'the seal' : `the vault ${file}`, path: file })),
  ];
}
