import type { Cases } from '../../check.ts';
import { seen } from '../../check.ts';
import type { NamedPackage, PackagesFacts, Project } from '../facts.ts';
import { factsOf, fileOf, fromRegistry, npmPackage, pythonPackage } from '../project.contract.ts';

const OWN = 'packages.example';
const asked: Project['settings'] = { npmRegistry: seen('npm config get registry', OWN), named: [], waits: [] };
const lock = (...packages: readonly NamedPackage[]) => fileOf('package-lock.json', packages);
const ordinary = ['ccxt', 'ws', 'zod', 'yaml'].map((name) => npmPackage(name, { origin: fromRegistry(OWN) }));

/** A lock file in which most come from the registry and one does not. */
const withOne = (parts: Partial<NamedPackage>, settings = asked): PackagesFacts =>
  factsOf({ settings, files: [lock(...ordinary, npmPackage('odd', parts))] });

const pip = (option: 'trusted-host' | 'extra-index' | 'find-links' | 'index', isPlain = false): PackagesFacts =>
  factsOf({
    files: [
      fileOf('requirements.txt', [pythonPackage('ccxt')], {
        options: [{ what: option, host: 'packages.example', isPlain, line: 1 }],
      }),
    ],
  });

export const cases: Cases<PackagesFacts> = {
  good: {
    'all from the registry that npm names': factsOf({ settings: asked, files: [lock(...ordinary)] }),
    'a lock file that leaves the registry out': factsOf({ files: [lock(npmPackage('ccxt'))] }),
    'a list for pip with a digest for each': factsOf({ files: [fileOf('requirements.txt', [pythonPackage('ccxt')])] }),
  },
  bad: {
    'a manifest of npm without a lock file': factsOf({
      files: [fileOf('package.json', [{ ...npmPackage('ccxt'), digest: 'unsaid' }], { role: 'manifest' })],
    }),
    'a list for pip of ranges': factsOf({
      files: [fileOf('requirements.txt', [pythonPackage('ccxt', { digest: 'none' })], { role: 'manifest' })],
    }),
    'a list for pip with versions and no digests': factsOf({
      files: [fileOf('requirements.txt', [pythonPackage('ccxt', { digest: 'none' })], { role: 'pinned' })],
    }),
    'a lock file of the other ecosystem alone': factsOf({
      files: [lock(npmPackage('ccxt')), fileOf('requirements.txt', [pythonPackage('ccxt')], { role: 'manifest' })],
    }),
    'an archive at an address of its own': withOne({ origin: { kind: 'url', host: 'files.example', isPlain: false } }),
    'a host that is not the registry': withOne({ origin: fromRegistry('files.example') }),
    'a host that is not that of most, where npm cannot be asked': factsOf({
      files: [lock(...ordinary, npmPackage('odd', { origin: fromRegistry('files.example') }))],
    }),
    'the registry, and another package': withOne({ origin: fromRegistry(OWN, false) }),
    'the registry without TLS': withOne({ origin: { kind: 'registry', host: OWN, isPlain: true, fits: true } }),
    'a branch of a repository': withOne({
      origin: { kind: 'git', host: 'code.example', isPlain: false, isPinned: false },
      digest: 'none',
    }),
    'a commit of a repository': withOne({
      origin: { kind: 'git', host: 'code.example', isPlain: false, isPinned: true },
      digest: 'held',
    }),
    'a folder outside of the project': withOne({ origin: { kind: 'path', isInside: false }, digest: 'held' }),
    'a private registry that the settings name': withOne(
      { origin: fromRegistry('npm.firm.example') },
      { ...asked, named: ['npm.firm.example'] },
    ),
    'an entry without a digest': withOne({ origin: fromRegistry(OWN), digest: 'none' }),
    'an entry with SHA-1 alone': withOne({ origin: fromRegistry(OWN), digest: 'weak' }),
    'a certificate that is not looked at': pip('trusted-host'),
    'a second index': pip('extra-index'),
    'an index without TLS': pip('index', true),
    'an own index': pip('index'),
    'a page of links': pip('find-links'),
  },
  near: {
    'a workspace of the project': withOne({ origin: { kind: 'path', isInside: true }, digest: 'held' }),
    'a manifest in a folder below the lock file': factsOf({
      files: [lock(npmPackage('ccxt')), fileOf('packages/a/package.json', [npmPackage('ccxt')], { role: 'manifest' })],
    }),
    'a manifest that wants nothing': factsOf({ files: [fileOf('package.json', [], { role: 'manifest' })] }),
    'a lock file that cannot be read': factsOf({ gaps: [{ file: 'package-lock.json', why: 'is no JSON' }] }),
    'no project at all': factsOf(),
  },
};
