import { KeywardError } from '../../core/index.ts';
import type { HardenPlan } from './plan.ts';

/** Folders of the system, and those that hold the folders of others: one that a bot may write into would undo the rest. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|libx32|proc|run|sbin|sys|usr)(?:\/|$)|^\/(?:home|media|mnt|opt|root|srv|tmp|var|var\/(?:lib|log|tmp|cache|spool|run))?$|^\/var\/(?:backups|cache|crash|lock|log|mail|run|spool)\/|^\/var\/lib\/(?:apt|cloud|containerd|dbus|docker|dpkg|mysql|pam|polkit-1|postgresql|private|redis|snapd|sudo|systemd|ucf)(?:\/|$)/;

export const isOfSystem = (path: string): boolean => SYSTEM.test(path);

export const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === '/' ? folder : `${folder}/`);

/** The folder of a file; the root where that is all there is. */
export const folderOfFile = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** What a bot gets with its folder; the paths may be given as they lead through links. Throws `usage` where one lies within another. */
export function checkApart({ keyward, bots }: Pick<HardenPlan, 'keyward' | 'bots'>): void {
  const { home, settings, command, secretFiles } = keyward;
  const files: readonly (readonly [string, string])[] = [
    ['the settings of Keyward', settings],
    ...secretFiles.map(({ path }) => ['a secret of Keyward', path] as const),
    ...command.filter((word) => word.startsWith('/')).map((word) => ['the program of Keyward', word] as const),
  ];
  for (const [at, { name, folder }] of bots.entries()) {
    if (folder === undefined) continue;
    const refuse = (what: string, path: string): never => {
      throw new KeywardError(
        'usage',
        `the folder of the bot ${name}, ${JSON.stringify(folder)}, and ${what}, ${JSON.stringify(path)}, lie within each other: the bot could change it`,
      );
    };
    for (const [what, path] of files) {
      // Its unit hides the whole folder of the settings.
      const beside = folderOfFile(path);
      if (
        isWithin(path, folder) ||
        (!isOfSystem(beside) && isWithin(folder, beside) && what !== 'the program of Keyward')
      )
        refuse(what, path);
    }
    if (isWithin(folder, home) || isWithin(home, folder)) refuse('the state folder of Keyward', home);
    for (const other of bots.slice(0, at))
      if (other.folder !== undefined && (isWithin(folder, other.folder) || isWithin(other.folder, folder)))
        refuse(`that of the bot ${other.name}`, other.folder);
  }
}
