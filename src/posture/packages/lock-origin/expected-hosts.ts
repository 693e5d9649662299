import type { PackageFile, Project } from '../facts.ts';

/** Hosts from which entries of a lock file may come. */
export interface ExpectedHosts {
  readonly registry: ReadonlySet<string>;
  /** Named by settings, beside the registry. */
  readonly named: ReadonlySet<string>;
  /** The registry is that of most entries alone. */
  readonly isGuess: boolean;
}

/** No host is written down in Keyward: which one is the registry is npm's own word, or that of most entries. */
export function expectedHosts(project: Project, file: PackageFile): ExpectedHosts {
  const named = new Set(project.settings.named);
  const { npmRegistry } = project.settings;
  const most = mostCommon(file);
  // Yarn 1 has a name of its own for the same registry.
  if (file.tool === 'npm' && 'seen' in npmRegistry)
    return { registry: new Set([npmRegistry.seen]), named, isGuess: false };
  for (const { what, host } of file.options) if (what === 'index') named.add(host);
  return { registry: new Set(most === undefined ? [] : [most]), named, isGuess: true };
}

function mostCommon({ packages }: PackageFile): string | undefined {
  const counts = new Map<string, number>();
  for (const { origin } of packages)
    if (origin.kind === 'registry' && origin.fits && !origin.isPlain)
      counts.set(origin.host, (counts.get(origin.host) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
