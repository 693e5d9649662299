import type { Sight } from '../check.ts';

export type Ecosystem = 'npm' | 'pypi';

/** Where a lock file or an installation says that a package comes from. */
export type Origin =
  | { readonly kind: 'unsaid' }
  /** An address of the form that registries have; `fits`: it names this package and version. */
  | { readonly kind: 'registry'; readonly host: string; readonly isPlain: boolean; readonly fits: boolean }
  | { readonly kind: 'git'; readonly host: string; readonly isPlain: boolean; readonly isPinned: boolean }
  | { readonly kind: 'url'; readonly host: string; readonly isPlain: boolean }
  /** A folder or file of this host. */
  | { readonly kind: 'path'; readonly isInside: boolean };

/** One package as a file names it. Names are canonical: lower case, and for Python with single hyphens. */
export interface NamedPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** The exact version; absent where only a range is wanted. */
  readonly version?: string;
  readonly origin: Origin;
  /** How its bytes are held: `weak` is MD5 or SHA-1 alone; `held` by something else, as a git commit. */
  readonly digest: 'strong' | 'weak' | 'none' | 'held' | 'unsaid';
  readonly line?: number;
  readonly isDirect?: true;
  /** It is wanted for tests and tools only. */
  readonly isDev?: true;
  /** The oldest day that the lock file gives for a file of this release. */
  readonly releasedMs?: number;
  /** What runs when it is installed: the names of its scripts, or `setup.py`. */
  readonly scripts?: readonly string[];
}

/** An index of packages that a file adds or sets. */
export interface IndexOption {
  readonly what: 'index' | 'extra-index' | 'trusted-host' | 'find-links';
  readonly host: string;
  readonly isPlain: boolean;
  readonly line?: number;
}

/** A file that names packages, as it was read. */
export interface PackageFile {
  readonly file: string;
  readonly ecosystem: Ecosystem;
  /** `pinned`: a list for pip in which each line has one version. */
  readonly role: 'manifest' | 'pinned' | 'lock';
  /** What wrote it: `npm`, `yarn`, `yarn 1`, `pnpm`, `bun`, `pip`, `poetry`, `pipenv`, `pdm`, `uv`. */
  readonly tool: string;
  readonly packages: readonly NamedPackage[];
  readonly options: readonly IndexOption[];
  /** It says when each release was made. */
  readonly tellsAge: boolean;
  /** It says itself that nothing newer than this moment was taken, but for these names and patterns. */
  readonly cutoff?: Cutoff;
}

export interface Cutoff {
  readonly ms: number;
  readonly except: readonly string[];
}

/** What could not be read, and so may hold anything. */
export interface Gap {
  readonly file: string;
  readonly why: string;
}

/** A package as it is installed beside the project. */
export interface InstalledPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version?: string;
  readonly folder: string;
  /** The scripts of it that run when it is installed. */
  readonly scripts?: readonly string[];
  /** Where it was installed from, when not from an index. */
  readonly from?: Origin;
  /** Its files against the list of digests that came with it; absent where that was not compared. */
  readonly files?: FileComparison;
}

export interface FileComparison {
  readonly compared: number;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** Why not all of its files were compared. */
  readonly cut?: string;
}

/** A package manager takes no release that is younger. */
export interface Wait {
  /** As of a `PackageFile`. */
  readonly tool: string;
  readonly days: number;
  readonly by: string;
  /** The folder for whose lock file it holds, from the project's; every folder where absent. */
  readonly folder?: string;
  /** Names and patterns of packages for which it does not hold. */
  readonly except: readonly string[];
  /** Why it may not hold. */
  readonly unsure?: string;
}

/** What the settings of package managers say, as far as they hold for a project. */
export interface ManagerSettings {
  /** Hosts of the registry that npm itself names here. */
  readonly npmRegistry: Sight<string>;
  /** Hosts that the project's own settings name as registries. */
  readonly named: readonly string[];
  /** Scripts of packages are not run; the setting that says so. */
  readonly scriptsOff?: string;
  /** Where package managers are told to wait fresh releases out; those of the project's own folders first. */
  readonly waits: readonly Wait[];
}

/** Code that says to which address a client of an exchange speaks. */
export interface AddressUse {
  readonly file: string;
  readonly line: number;
  /** What is set: `urls.api`, `hostname`, `baseUrl`, `sign`. */
  readonly what: string;
  /** The hosts that stand there, printable; empty where it sets none. */
  readonly hosts: readonly AddressHost[];
  /** It is made of something that only a run shows. */
  readonly isOpen: boolean;
}

export interface AddressHost {
  readonly host: string;
  /** `near`: of this host's network by its name or number. */
  readonly kind: 'loopback' | 'exchange' | 'near' | 'foreign';
}

export interface CodeFacts {
  /** How many files were parsed. */
  readonly parsed: number;
  readonly uses: readonly AddressUse[];
  readonly gaps: readonly Gap[];
}

/** A git checkout of a bot whose source is known. */
export interface Checkout {
  readonly bot: string;
  readonly official: readonly string[];
  /** Addresses of its remotes, without what stands before the host. */
  readonly remotes: readonly string[];
  /** It is of the official repository, or its commit is known from there. */
  readonly isOfficial: boolean;
  readonly commit: string;
  readonly tag?: string;
  /** Tracked files that differ from the commit. */
  readonly changed: readonly string[];
  /** Files of code that git does not know, inside the bot's own packages. */
  readonly added: readonly string[];
}

/** A folder with code or packages of a bot. */
export interface Project {
  readonly folder: string;
  /** The kind of bot, where it is known. */
  readonly bot?: string;
  readonly files: readonly PackageFile[];
  readonly installed: readonly InstalledPackage[];
  readonly settings: ManagerSettings;
  readonly gaps: readonly Gap[];
  readonly code: Sight<CodeFacts>;
  /** `undefined`: no bot whose source is known. */
  readonly checkout: Sight<Checkout | undefined>;
}

/** What is judged of the packages of bots. */
export interface PackagesFacts {
  readonly projects: Sight<readonly Project[]>;
  /** Projects that were not looked at, and why; each as a sentence. */
  readonly unlooked?: readonly string[];
  readonly nowMs: number;
  /** How old a release is to be before it is used. */
  readonly minAgeDays: number;
  /** The port on which Keyward waits for bots; a host of the own network with it is Keyward. */
  readonly gatewayPort?: number;
}
