/** A line of a wheel's RECORD: a file with its digest. Files without one are left out. */
export interface RecordLine {
  readonly path: string;
  /** Of SHA-256, as base64url without padding. */
  readonly digest: string;
  readonly size?: number;
}

/** Reads a RECORD: comma-separated, a name with a comma in quotes. Paths that leave the folder are left out. */
export function readRecord(text: string): RecordLine[] {
  return text.split(/\r?\n/).flatMap((line): RecordLine[] => {
    const found = /^(?:"((?:[^"]|"")*)"|([^,]*)),sha256=([A-Za-z0-9_-]{43})=?,(\d*)$/.exec(line.trim());
    const path = (found?.[1]?.replaceAll('""', '"') ?? found?.[2] ?? '').trim();
    if (path === '' || path.startsWith('/') || path.split('/').includes('..')) return [];
    const size = found?.[4] ? Number(found[4]) : undefined;
    return [{ path, digest: found?.[3] ?? '', ...(size === undefined ? {} : { size }) }];
  });
}
