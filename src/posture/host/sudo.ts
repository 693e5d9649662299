/** Programs that give whoever runs them as root a shell, whatever they are told to open. */
const shells =
  /^(?:ALL$|sudoedit|.*\/(?:a?sh|bash|dash|zsh|fish|su|sudo|vi|view|vim?|nvim|nano|emacs|ed|less|more|man|gdb|screen|tmux|visudo|crontab)(?: |$))/;
/** Programs that do so when their words are free. */
const carriers =
  /\/(?:env|find|awk|gawk|mawk|perl|python[\d.]*|ruby|node|lua[\d.]*|php[\d.]*|tar|zip|cp|mv|tee|dd|chmod|chown|mount|docker|podman|lxc|nsenter|unshare|chroot|apt|apt-get|dpkg|pip[\d.]*|npm|git|rsync|ssh|scp|systemctl|systemd-run|strace|xargs|nice|timeout|ionice|nohup|watch|install|ln|passwd|usermod|useradd)(?: \*)?$/;

/** What `sudo -l -U USER` says: the commands that need no password and are not taken back by a later line. */
export function freeCommands(text: string): readonly string[] {
  const [defaults = '', rights = ''] = text.split(/^User .* may run the following commands.*$/m);
  const asksNobody = /(?:^|[\s,])!authenticate(?:[\s,]|$)/m.test(defaults);
  let free: string[] = [];
  for (const line of joined(rights)) {
    const found = /^\((?<as>[^)]*)\) *(?<commands>.*)$/.exec(line);
    if (!found?.groups || !isRoot(found.groups['as'] ?? '')) continue;
    let needsNone = asksNobody;
    for (const part of (found.groups['commands'] ?? '').split(/(?<!\\), */)) {
      const tags = /^(?:[A-Z_]+: *)*/.exec(part)?.[0] ?? '';
      if (/\bNOPASSWD:/.test(tags)) needsNone = true;
      else if (/\bPASSWD:/.test(tags)) needsNone = asksNobody;
      const command = part.slice(tags.length).trim();
      if (command === '' || command.startsWith('!')) continue;
      // The last line that fits counts.
      if (needsNone) free.push(command);
      else free = command === 'ALL' ? [] : free.filter((one) => one !== command);
    }
  }
  return [...new Set(free)];
}

/** Lines of the rights; one that goes on is indented further. */
function joined(rights: string): readonly string[] {
  const lines: string[] = [];
  for (const raw of rights.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('(')) lines.push(line);
    else if (line !== '' && lines.length > 0) lines.push(`${lines.pop()} ${line}`);
  }
  return lines;
}

function isRoot(as: string): boolean {
  const [users = ''] = as.split(':');
  return users
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === 'ALL' || one === 'root' || one === '#0' || one === '');
}

/** Whether such a command makes its user root. */
export function isAsGoodAsRoot(command: string): boolean {
  return shells.test(command) || carriers.test(command);
}
