import type { Check, Finding } from '../../check.ts';
import { OFFICIAL_READ } from '../data/official-names.ts';
import type { PackagesFacts, Project } from '../facts.ts';
import { likenessOf } from '../look-alike.ts';
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

export const lookAlikeName: Check<PackagesFacts> = {
  id: 'DEP-02',
  severity: 'high',
  title: 'no package only looks like ccxt or the client of an exchange',
  why: 'Thieves publish names that a hand mistypes or a coding assistant invents; one of them sent orders and keys of MEXC to its own server.',
  how: `The names in manifests, lock files and installations are compared with the list of ${OFFICIAL_READ} of the libraries by which bots reach exchanges: letters that differ, signs that look alike, words that are turned round or added, scopes that sound official. It does not say that such a package is bad, only that it is not the one.`,
  fix: 'look at the page of the package: who publishes it, and where its source is; where you meant the other one: `npm uninstall NAME && npm install OFFICIAL` or `pip uninstall NAME && pip install OFFICIAL`',
  undo: 'install the package again',
  references: ['https://jfrog.com/blog/malicious-pypi-package-hijacks-mexc-orders-steals-crypto-tokens'],
  boxes: [17],
  judge: (facts) => eachProject(facts, judgeProject),
};

function judgeProject(project: Project, by: string): readonly Finding[] {
  const found = new Map<string, Finding>();
  const named = namedPackages(project);
  for (const one of named) {
    const key = `${one.ecosystem} ${one.name}`;
    if (!found.has(key)) {
      const finding = findingOf(project, one, by);
      if (finding) found.set(key, finding);
    }
  }
  const gaps = gapFindings(project, project.gaps, by);
  if (found.size > 0) return [...found.values(), ...gaps];
  if (gaps.length > 0) return gaps;
  if (!hasPackages(project)) return noPackages(project, by);
  const count = new Set(named.map(({ ecosystem, name }) => `${ecosystem} ${name}`)).size;
  const says = `none of its ${counted(count, 'name')} looks like that of another library for exchanges`;
  return [{ result: 'pass', about: projectName(project), says, by }];
}

function findingOf(project: Project, one: Named, by: string): Finding | undefined {
  const likeness = likenessOf(one.ecosystem, one.name);
  if (!likeness) return undefined;
  const verb = one.isInstalled ? 'is installed in' : 'is named in';
  const name = printable(one.name);
  const remove = one.ecosystem === 'npm' ? 'npm uninstall' : 'pip uninstall';
  const install = one.ecosystem === 'npm' ? 'npm install --save-exact' : 'pip install';
  return {
    result: likeness.isStrong ? 'fail' : 'warn',
    about: packageName(project, one.name),
    says: `${name} ${verb} ${printable(one.file, 120)}; beside ${likeness.like} it ${likeness.why}`,
    by,
    ...(likeness.isStrong ? {} : { confidence: 'likely' as const }),
    ...(/^[@\w][\w./-]*$/.test(one.name) && !likeness.like.startsWith('@')
      ? {
          fix: `where you meant ${likeness.like}: ${remove} ${one.name} && ${install} ${likeness.like}; else waive it with who publishes it`,
        }
      : {}),
    places: [placeOf(project, one)],
  };
}
