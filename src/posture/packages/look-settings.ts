import { join } from 'node:path';
import { unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { ManagerSettings, PackageFile } from './facts.ts';
import { readNpmrc } from './formats/npmrc.ts';
import { hostOf } from './formats/origin.ts';
import { readWaits } from './waits/look-waits.ts';

const MOST_BYTES = 64 * 1024;
const ASK = 'npm config get registry';

/** What the package managers' own settings say: of the project, of the owner of its folder, of this host. Secrets in them are not kept. */
export async function readManagerSettings(
  eyes: Eyes,
  folder: string,
  names: readonly string[],
  files: readonly PackageFile[],
): Promise<ManagerSettings> {
  const home = await homeOfOwner(eyes, folder);
  const text = async (path: string): Promise<string> => {
    const read = await eyes.read(path, MOST_BYTES);
    return 'fault' in read ? '' : read.bytes.toString('utf8');
  };
  const npmrcs = [
    ...names.filter((name) => /(^|\/)\.(npmrc|yarnrc)$/.test(name)).map((name) => join(folder, name)),
    ...(home === undefined ? [] : [join(home, '.npmrc')]),
    '/etc/npmrc',
  ];
  const npm = await Promise.all(npmrcs.map(async (path) => ({ path, ...readNpmrc(await text(path)) })));
  const berry = await Promise.all(
    names.filter((name) => name.endsWith('.yarnrc.yml')).map((name) => text(join(folder, name))),
  );
  const pipFiles = [
    '/etc/pip.conf',
    ...(home === undefined ? [] : [join(home, '.config/pip/pip.conf'), join(home, '.pip/pip.conf')]),
  ];
  const pip = await Promise.all(pipFiles.map(text));
  const named = [
    ...npm.flatMap(({ hosts }) => hosts),
    ...berry.flatMap((one) => hostsIn(one, /^\s*npmRegistryServer:\s*["']?([^"'\s]+)/gm)),
    ...pip.flatMap((one) => hostsIn(one, /^\s*index-url\s*=\s*(\S+)/gm)),
  ];
  const off =
    npm.find(({ scriptsOff }) => scriptsOff)?.path ??
    (berry.some((one) => /^enableScripts:\s*false/m.test(one)) ? '.yarnrc.yml' : undefined);
  const isAsked = files.some(
    ({ ecosystem, packages }) => ecosystem === 'npm' && packages.some(({ origin }) => origin.kind === 'registry'),
  );
  return {
    npmRegistry: isAsked ? await npmRegistry(eyes) : unseen(ASK, 'no lock file names a registry of npm'),
    named: [...new Set(named)],
    ...(off === undefined ? {} : { scriptsOff: off }),
    waits: await readWaits(eyes, { folder, names, home }),
  };
}

const hostsIn = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, address = '']) => hostOf(address) ?? []);

/** The registry that npm itself names where nothing is set; asked so that it writes nothing. */
async function npmRegistry(eyes: Eyes): Promise<ManagerSettings['npmRegistry']> {
  const flags = ['--logs-max=0', '--no-update-notifier', '--cache=/dev/null'];
  const ran = await eyes.run(['npm', 'config', 'get', 'registry', ...flags], { timeoutMs: 1_800, maxBytes: 4_096 });
  if ('fault' in ran)
    return unseen(ASK, ran.fault === 'missing' ? 'there is no npm here to ask' : 'npm did not answer');
  const host = hostOf(ran.out.trim());
  return host === undefined ? unseen(ASK, 'npm named no registry') : { by: ASK, seen: host };
}

/** The home of the user to whom the folder belongs. */
async function homeOfOwner(eyes: Eyes, folder: string): Promise<string | undefined> {
  const facts = await eyes.look(folder);
  if (!('uid' in facts)) return undefined;
  const passwd = await eyes.read('/etc/passwd');
  if ('fault' in passwd) return undefined;
  for (const line of passwd.bytes.toString('utf8').split('\n')) {
    const [, , uid, , , home] = line.split(':');
    if (uid === String(facts.uid) && home?.startsWith('/')) return home;
  }
  return undefined;
}
