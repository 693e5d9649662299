import type { Settings } from '../config/index.ts';
import type { Eyes, FoundBots } from '../posture/index.ts';
import type { SessionParts } from './session.ts';

/** What the looks of all families share. */
export interface CheckParts {
  readonly session: SessionParts;
  /** The settings, and the file they stand in; absent `path`: the practice exchange without a file. */
  readonly settings: Settings;
  readonly path?: string;
  /** Keyward's state folder, which may not be there. */
  readonly home: string;
  readonly eyes: Eyes;
  /** The bots on this host and in the current folder, found once for all families; never rejects. */
  readonly bots: Promise<FoundBots>;
  /** Digests of strategy files by path, as the baseline has them; absent without one. */
  readonly blessed?: Readonly<Record<string, string>>;
  /** Ends everything that is still looking. */
  readonly signal: AbortSignal;
}
