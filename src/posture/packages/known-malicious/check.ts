import type { Check, Finding } from '../../check.ts';
import { MALICIOUS_READ, type MaliciousPackage, maliciousPackages } from '../data/malicious.ts';
import type { PackagesFacts, Project } from '../facts.ts';
import { counted, printable } from '../printable.ts';
import {
  eachProject,
  gapFindings,
  hasPackages,
  type Named,
  namedPackages,
  noPackages,
  packageName,
  placeOf,
  projectName,
} from '../projects.ts';

const byName = new Map<string, MaliciousPackage[]>();
for (const one of maliciousPackages) {
  const key = `${one.ecosystem} ${one.name}`;
  byName.set(key, [...(byName.get(key) ?? []), one]);
}

export const knownMalicious: Check<PackagesFacts> = {
  id: 'DEP-01',
  severity: 'critical',
  title: 'no package is known to steal',
  why: 'Such a package runs inside of the bot: it reads its keys, and sends its orders where it likes.',
  how: `Manifests, lock files and what is installed are compared with the list of Keyward of ${MALICIOUS_READ}: packages that stole from those who trade, each with its source. It knows none that was found later, and none that nobody has told of.`,
  fix: 'stop the bot, revoke its keys with `keyward leak`, remove the package, and set up the host anew: what it has run may have stayed',
  undo: 'nothing has to be taken back: the package has no use',
  references: ['https://github.com/ossf/malicious-packages'],
  boxes: [17],
  judge: (facts) => eachProject(facts, judgeProject),
};

function judgeProject(project: Project, by: string): readonly Finding[] {
  const named = namedPackages(project);
  const found = new Map<string, Finding>();
  for (const one of named) {
    const match = matchOf(one);
    const key = `${one.ecosystem} ${one.name} ${one.version ?? ''}`;
    if (match && !(found.has(key) && !one.isInstalled)) found.set(key, findingOf(project, one, match, by));
  }
  const gaps = gapFindings(project, project.gaps, by);
  if (found.size > 0) return [...found.values(), ...gaps];
  if (gaps.length > 0) return gaps;
  if (!hasPackages(project)) return noPackages(project, by);
  const count = new Set(named.map(({ ecosystem, name }) => `${ecosystem} ${name}`)).size;
  const says = `none of its ${counted(count, 'package')} is on the list of ${MALICIOUS_READ}`;
  return [{ result: 'pass', about: projectName(project), says, by }];
}

function matchOf({ ecosystem, name, version }: Named): MaliciousPackage | undefined {
  return byName
    .get(`${ecosystem} ${name}`)
    ?.find(({ versions }) => versions === undefined || (version !== undefined && versions.includes(version)));
}

function findingOf(project: Project, one: Named, match: MaliciousPackage, by: string): Finding {
  const version = one.version === undefined ? '' : ` ${printable(one.version)}`;
  const where = one.isInstalled ? 'is installed in' : 'is named in';
  return {
    result: 'fail',
    about: packageName(project, one.name),
    says: `${printable(one.name)}${version} ${where} ${printable(one.file, 120)}; it ${match.did} (found ${match.found}, ${match.source})`,
    by,
    places: [placeOf(project, one)],
  };
}
