import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

/** The next time that a file of this name is replaced, the disk has no room for it. */
export function fillDiskOnce(name: string): void {
  const { openSync } = fs;
  fs.openSync = (path, ...more) => {
    if (!basename(String(path)).startsWith(`${name}.${process.pid}.`)) return openSync(path, ...more);
    fs.openSync = openSync;
    syncBuiltinESMExports();
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', syscall: 'open', path });
  };
  syncBuiltinESMExports();
}
