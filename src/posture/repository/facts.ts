import type { Sight } from '../check.ts';
import type { Gap } from '../secrets/facts.ts';
import type { HeldSecret } from '../secrets/held.ts';
import type { CodeFault } from './code-faults.ts';

/** A file that git has or would add, in which something stands. */
export interface TreeFile {
  /** From the top, as it may be shown. */
  readonly path: string;
  readonly isTracked: boolean;
  readonly secrets: readonly HeldSecret[];
  readonly faults: readonly CodeFault[];
  /** A file that others get or that is printed: a notebook, a compose file, one of a CI, a Dockerfile. */
  readonly shared?: SharedKind;
  /** Of tests, examples or documents. */
  readonly isOfTests: boolean;
}

export type SharedKind = 'notebook' | 'compose' | 'ci' | 'dockerfile';

/** A line of a Dockerfile by which a secret gets into a layer. */
export interface LayerFault {
  readonly path: string;
  readonly line: number;
  /** `ARG API_SECRET`, `COPY .env`. */
  readonly word: string;
  readonly kind: 'named' | 'copied';
}

/** A file that is called as one of secrets, and how git sees it. */
export interface NamedFile {
  /** As it may be shown. */
  readonly path: string;
  /** It is called by a secret, which `path` leaves out. */
  readonly hasSecretName?: true;
  readonly sight: 'tracked' | 'unignored' | 'ignored';
  readonly secrets: readonly HeldSecret[];
  /** What stands in it is encrypted by the bot. */
  readonly isCiphertext: boolean;
}

export interface Tree {
  readonly read: number;
  readonly files: readonly TreeFile[];
  readonly layers: readonly LayerFault[];
  readonly gaps: readonly Gap[];
}

export interface PastFile {
  readonly path: string;
  /** The oldest commit that brings it; none for what no branch reaches, as of a stash. */
  readonly commit?: string;
  readonly secrets: readonly HeldSecret[];
  /** It stands in the work tree still. */
  readonly isStillThere: boolean;
}

export interface Past {
  readonly files: readonly PastFile[];
  readonly gaps: readonly Gap[];
}

export interface HookSight {
  /** What looks through a commit: `keyward`, `gitleaks`; none where nothing does. */
  readonly scanners: readonly string[];
  /** One that a hook names, where it cannot be told that it runs it. */
  readonly unsure?: string;
  /** What stands in the settings of such a program, and is not called by any hook. */
  readonly notInstalled?: string;
}

/** The working tree of a repository of a bot. */
export interface RepositorySight {
  /** Its top. */
  readonly top: string;
  /** Somebody else's program, cloned: nobody commits here. */
  readonly isClone: boolean;
  readonly tree: Sight<Tree>;
  readonly history: Sight<Past>;
  readonly named: Sight<readonly NamedFile[]>;
  /** A file of secrets is expected here, and git would take one. */
  readonly wouldTake: Sight<readonly string[]>;
  readonly hooks: Sight<HookSight>;
  /** Remotes on public forges, by host; without logins. */
  readonly forges: readonly string[];
}

export interface RepositoryFacts {
  readonly repositories: Sight<readonly RepositorySight[]>;
  /** Repositories that were not looked at, and where there may be more of them. */
  readonly unlooked?: readonly Gap[];
}
