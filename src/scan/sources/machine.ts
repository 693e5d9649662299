import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A place of a home folder in which keys are left behind, and why. */
export interface MachinePlace {
  readonly path: string;
  readonly why: string;
}

/** Files, and folders of short ones, from the home folder. */
export const machineFiles: readonly (readonly [path: string, why: string])[] = [
  ['.bash_history', 'commands typed into a shell'],
  ['.zsh_history', 'commands typed into a shell'],
  ['.local/share/fish/fish_history', 'commands typed into a shell'],
  ['.python_history', 'lines typed into Python'],
  ['.node_repl_history', 'lines typed into Node'],
  ['.psql_history', 'statements typed into psql'],
  ['.sqlite_history', 'statements typed into sqlite3'],
  ['.viminfo', 'registers of vim'],
  ['.local/state/nvim/shada/main.shada', 'registers of Neovim'],
  ['.lesshst', 'searches in less'],
  ['.netrc', 'logins of curl and git'],
  ['.git-credentials', 'logins of git'],
  ['.npmrc', 'logins of npm'],
  ['.pypirc', 'logins of PyPI'],
  ['.aws/credentials', 'keys of AWS'],
  ['.docker/config.json', 'logins of registries'],
  ['.bashrc', 'variables of a shell'],
  ['.bash_profile', 'variables of a shell'],
  ['.profile', 'variables of a shell'],
  ['.zshrc', 'variables of a shell'],
  ['.zshenv', 'variables of a shell'],
  ['.zprofile', 'variables of a shell'],
  ['.config/fish/config.fish', 'variables of a shell'],
  ['.config/environment.d', 'variables of a session'],
];
/** Folders, from the home folder. */
export const machineFolders: readonly (readonly [path: string, why: string])[] = [
  ['.freqtrade', 'a bot'],
  ['freqtrade', 'a bot'],
  ['ft_userdata', 'a bot'],
  ['hummingbot', 'a bot'],
  ['hummingbot_files', 'a bot'],
  ['OctoBot', 'a bot'],
  ['passivbot', 'a bot'],
  ['jesse', 'a bot'],
  ['gunbot', 'a bot'],
  ['Superalgos', 'a bot'],
  ['.local/state/vim/swap', 'copies that vim makes'],
  ['.local/state/nvim/swap', 'copies that Neovim makes'],
  ['.local/share/nvim/swap', 'copies that Neovim makes'],
  ['.emacs.d/auto-save-list', 'copies that Emacs makes'],
  ['.config/Code/User/History', 'copies that VS Code makes'],
  ['.config/VSCodium/User/History', 'copies that VSCodium makes'],
  ['.config/Cursor/User/History', 'copies that Cursor makes'],
  ['.config/JetBrains', 'copies that an IDE makes'],
  ['.ipython', 'lines typed into IPython'],
  ['.jupyter', 'Jupyter'],
  ['Dropbox', 'copied to a cloud'],
  ['OneDrive', 'copied to a cloud'],
  ['Google Drive', 'copied to a cloud'],
  ['Nextcloud', 'copied to a cloud'],
  ['Library/Mobile Documents', 'copied to a cloud'],
];
/** Names in a home folder, or one folder below, that hold what was packed or copied away. */
const KEPT_AWAY =
  /(?:\.(?:bak|old|orig|save|swp)|~|backup[^/]*\.(?:zip|tar|tgz|tar\.\w+|7z)|bot[^/]*\.(?:zip|tar|tgz|tar\.\w+|7z))$/i;

/** The places of this home folder that are there. */
export function machinePlaces(home: string): MachinePlace[] {
  const named = [...machineFiles, ...machineFolders].map(([path, why]) => ({ path: join(home, path), why }));
  const away = [home, ...foldersOf(home)].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => KEPT_AWAY.test(name))
      .map((name) => ({ path: join(folder, name), why: 'packed or copied away' })),
  );
  return [...named, ...away].filter(({ path }) => statSync(path, { throwIfNoEntry: false }) !== undefined);
}

function foldersOf(home: string): string[] {
  return namesIn(home)
    .filter((name) => !name.startsWith('.') && statSync(join(home, name), { throwIfNoEntry: false })?.isDirectory())
    .map((name) => join(home, name));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
