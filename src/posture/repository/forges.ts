/** Sites on which anybody may be able to read a repository. */
const PUBLIC = [
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'gitee.com',
  'sr.ht',
  'dev.azure.com',
  'huggingface.co',
];

/** Programs that people clone to run them. */
const UPSTREAM =
  /[/:](?:freqtrade\/(?:freqtrade|freqtrade-strategies|frequi)|hummingbot\/(?:hummingbot|dashboard|gateway|deploy)|drakkar-software\/octobot[\w-]*|enarjord\/passivbot|jesse-ai\/(?:jesse|project-template)|nautechsystems\/nautilus_trader|ccxt\/ccxt|superalgos\/superalgos|askmike\/gekko|deviavir\/zenbot|iterativv\/nostalgiaforinfinity)(?:\.git)?\/?$/i;

/** A remote by its host and path, without a login. */
export interface Remote {
  readonly host: string;
  readonly path: string;
}

/** Reads the address of a remote: of https, ssh and git, and as scp has it. `undefined` for a folder. */
export function remoteOf(url: string): Remote | undefined {
  const [, host, path] =
    /^[a-z+]+:\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/(.*)$/i.exec(url) ??
    /^(?:[\w.-]+@)?([\w-]+\.[\w.-]+):(?!\/\/)(.*)$/.exec(url) ??
    [];
  return host === undefined || path === undefined ? undefined : { host: host.toLowerCase(), path };
}

/** What `git remote -v` prints, as the public sites among it. */
export function remotesOf(text: string): {
  readonly forges: readonly string[];
  /** Remotes of a program that people clone, by name; `undefined` where there is any other, or one is pushed to elsewhere. */
  readonly upstreams: readonly string[] | undefined;
} {
  const lines = text.split('\n').flatMap((line) => {
    const [name, url] = line.split('\t');
    return name === undefined || url === undefined ? [] : [{ name, at: remoteOf(url.replace(/ \(.*$/, '')) }];
  });
  const forges = lines
    .flatMap(({ at }) => at?.host ?? [])
    .filter((host) => PUBLIC.some((one) => host === one || host.endsWith(`.${one}`)));
  // A name with other characters is a pattern to git.
  const areUpstream =
    lines.length > 0 &&
    lines.every(
      ({ name, at }) => at?.host === 'github.com' && UPSTREAM.test(`/${at.path}`) && /^\w[\w./-]*$/.test(name),
    );
  return {
    forges: [...new Set(forges)],
    upstreams: areUpstream ? [...new Set(lines.map(({ name }) => name))] : undefined,
  };
}
