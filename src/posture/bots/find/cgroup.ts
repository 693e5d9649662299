/** The unit and container of a process, from its `/proc/PID/cgroup`. */
export function ownersIn(cgroup: string): { readonly unit?: string; readonly container?: string } {
  const paths = cgroup.split('\n').map((line) => line.split(':').slice(2).join(':'));
  const container = paths.map((path) => CONTAINER.exec(path)?.[1]).find((id) => id !== undefined);
  const unit = paths.map(unitOf).find((name) => name !== undefined);
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(container === undefined ? {} : { container: container.length > 12 ? container.slice(0, 12) : container }),
  };
}

/** `docker-<id>.scope`, `docker/<id>`, `libpod-<id>.scope`, `cri-containerd-<id>.scope`, `lxc.payload.<name>`. */
const CONTAINER =
  /(?:docker[-/]|libpod-|crio-|cri-containerd-|kubepods[^\n]*\/|\/lxc\/|lxc\.payload\.)([0-9a-f]{12,64}|(?<=lxc\.payload\.)[\w.-]+|(?<=\/lxc\/)[\w.-]+)/;

function unitOf(path: string): string | undefined {
  const names = path.split('/').filter((part) => part.endsWith('.service') && !part.startsWith('user@'));
  const name = names.at(-1);
  return name?.replace(/\\x([0-9a-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
