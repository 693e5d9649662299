import type { Finding } from '../../check.ts';
import type { PackageFile, Project } from '../facts.ts';
import { printable } from '../printable.ts';
import { placeOf, projectName } from '../projects.ts';

/** What a list for pip, or a manifest, says of where packages are looked for. */
export function optionFindings(project: Project, file: PackageFile, by: string): Finding[] {
  return file.options.flatMap((option): Finding[] => {
    const about = `${printable(file.file, 120)} of ${projectName(project)}`;
    const places = [placeOf(project, { file: file.file, ...(option.line === undefined ? {} : { line: option.line }) })];
    const host = printable(option.host);
    const base = { about, by, places };
    if (option.what === 'trusted-host')
      return [{ ...base, result: 'fail', says: `packages of ${host} are taken without looking at its certificate` }];
    if (option.isPlain)
      return [
        {
          ...base,
          result: 'fail',
          says: `${host} is asked for packages without TLS: anyone on the way may change them`,
        },
      ];
    if (option.what === 'extra-index')
      return [
        {
          ...base,
          result: 'warn',
          severity: 'medium',
          says: `${host} is asked beside the registry: the higher version wins, whoever published it`,
        },
      ];
    if (option.what === 'find-links')
      return [{ ...base, result: 'warn', severity: 'medium', says: `packages are also taken from a page of ${host}` }];
    const isNamed = project.settings.named.includes(option.host);
    return [
      {
        ...base,
        result: 'warn',
        severity: 'low',
        confidence: 'likely',
        says: `${host} is the index of packages${isNamed ? ', as the settings here say' : ''}`,
      },
    ];
  });
}
