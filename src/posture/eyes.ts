/** What a program gave: its exit code and what it printed (cut at the limit), or why there is nothing. */
export type Ran =
  | { readonly status: number; readonly out: string; readonly err: string }
  | { readonly fault: 'missing' | 'denied' | 'timeout' | 'too-long' };

/** What a file gave, or why there is nothing. */
export type FileRead =
  | { readonly bytes: Buffer; readonly isCut: boolean }
  | { readonly fault: 'missing' | 'denied' | 'no-file' | 'failed' };

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly changedMs: number;
}

/** How checks look at this host; none of it changes anything. */
export interface Eyes {
  /** The user who looks. */
  readonly uid: number;
  readonly nowMs: number;
  /** Runs a program by name, found in the system's own folders besides the PATH, with `LC_ALL=C`, without a shell and without standard input. */
  run(command: readonly string[], options?: { readonly timeoutMs?: number; readonly maxBytes?: number }): Promise<Ran>;
  /** A file's first bytes: 1 MiB unless told. Follows links; special files are `no-file`. */
  read(path: string, maxBytes?: number): Promise<FileRead>;
  /** Of the link itself where it is one; `missing` and `denied` are told apart. */
  look(path: string): Promise<FileFacts | { readonly fault: 'missing' | 'denied' | 'failed' }>;
  /** Names in a folder, sorted; empty and unreadable are told apart. */
  list(path: string): Promise<readonly string[] | { readonly fault: 'missing' | 'denied' | 'failed' }>;
}
