/** A line of /etc/passwd. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

export function readAccounts(text: string): readonly Account[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = '', , home = '', shell = ''] = line.split(':');
    return name !== '' && /^\d+$/.test(uid) && /^\d+$/.test(gid)
      ? [{ name, uid: Number(uid), gid: Number(gid), home, shell: shell.trim() }]
      : [];
  });
}

/** Whether somebody may log in as it. */
export function logsIn({ shell }: Account): boolean {
  return shell !== '' && !/\/(?:nologin|false|sync|halt|shutdown|git-shell)$/.test(shell);
}

/** Accounts of /etc/shadow whose password is neither locked nor absent; nothing of the password is kept. */
export function withPasswords(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', hash = '*'] = line.split(':');
    return name !== '' && !/^[!*]/.test(hash) ? [name] : [];
  });
}

export function readGroups(text: string): readonly { name: string; gid: number; members: readonly string[] }[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , gid = '', members = ''] = line.split(':');
    return name !== '' && /^\d+$/.test(gid)
      ? [
          {
            name,
            gid: Number(gid),
            members: members
              .split(',')
              .map((one) => one.trim())
              .filter((one) => one !== ''),
          },
        ]
      : [];
  });
}
