import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '../core/index.ts';

/**
 * Overwrites a file that held a secret, and removes it. Interrupted, it leaves the file whole, or one beside it with the ending `.gone` that the
 * next call removes. A disk that writes every block anew (most SSDs, copy-on-write) may keep the old one.
 */
export function retireFile(path: string): void {
  const gone = `${path}.gone`;
  if (existsSync(path)) {
    // Under its own name the file is whole or not there: never half overwritten.
    renameSync(path, gone);
    syncFolder(dirname(path));
  } else if (!existsSync(gone)) return;
  const fd = openSync(gone, 'r+');
  try {
    const zeros = Buffer.alloc(statSync(gone).size);
    for (let at = 0; at < zeros.length; ) at += writeSync(fd, zeros, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  unlinkSync(gone);
  syncFolder(dirname(path));
}
