/** How a package manager is told to take no fresh release, and how the day of one is seen. */
export interface Cooldown {
  /** As it is written for so many days, with the version that first has it. */
  set(days: number): string;
  /** How the days of what a lock file holds are seen; NAME stands for a package. */
  see(days: number): string;
  readonly source: string;
}

/** The day on which the sources were read. */
export const COOLDOWNS_READ = '2026-11-23';

const npmSee = (): string => "'npm view NAME time --json' lists the day of each of its releases";

/** By the tool that wrote the lock file. Each setting holds for what is resolved from then on, not for what is locked already. */
export const cooldowns: Readonly<Record<string, Cooldown>> = {
  npm: {
    set: (days) => `'npm config set min-release-age ${days} --location=project' (days; npm 11.10)`,
    see: npmSee,
    source: 'https://github.com/npm/cli/pull/9378',
  },
  pnpm: {
    set: (days) => `'minimumReleaseAge: ${days * 1440}' in pnpm-workspace.yaml (minutes; pnpm 10.16)`,
    see: () => "'pnpm view NAME time --json' lists the day of each of its releases",
    source: 'https://pnpm.io/settings#minimumreleaseage',
  },
  yarn: {
    set: (days) =>
      `'npmMinimalAgeGate: ${days * 1440}' in .yarnrc.yml (minutes; Yarn 4.10, which takes '${days}d' for so many minutes before 4.12)`,
    see: () => `'yarn npm info NAME --fields time --json' lists the day of each of its releases`,
    source: 'https://github.com/yarnpkg/berry/issues/6991',
  },
  'yarn 1': {
    set: () => 'Yarn 4 and its npmMinimalAgeGate, for Yarn 1 cannot wait',
    see: () => `'yarn info NAME time' lists the day of each of its releases`,
    source: 'https://github.com/yarnpkg/berry/pull/6901',
  },
  bun: {
    set: (days) => `'minimumReleaseAge = ${days * 86_400}' under [install] of bunfig.toml (seconds; Bun 1.3)`,
    see: npmSee,
    source: 'https://bun.com/docs/runtime/bunfig#install-minimumreleaseage',
  },
  uv: {
    set: (days) => `'exclude-newer = "${days} days"' under [tool.uv] of pyproject.toml, then 'uv lock'`,
    see: () => `'uv lock --upgrade-package NAME' writes the days of its files into uv.lock`,
    source: 'https://docs.astral.sh/uv/reference/settings/#exclude-newer',
  },
  poetry: {
    set: (days) => `'poetry config --local solver.min-release-age ${days}' (days; Poetry 2.4)`,
    see: () =>
      `after that setting 'poetry lock --regenerate' takes another release where the one that is locked was younger`,
    source: 'https://python-poetry.org/blog/announcing-poetry-2.4.0/',
  },
  pip: {
    set: (days) => `'pip config set install.uploaded-prior-to P${days}D' (pip 26.1)`,
    see: (days) =>
      `'pip install --dry-run --ignore-installed --uploaded-prior-to=P${days}D -r FILE' refuses what is younger`,
    source: 'https://pip.pypa.io/en/stable/user_guide/#filtering-by-upload-time',
  },
  pdm: {
    set: (days) => `'pdm lock --exclude-newer ${days}d' (PDM 2.26.8)`,
    see: (days) =>
      `after 'pdm lock --exclude-newer ${days}d' another release stands where the one that was locked was younger`,
    source: 'https://newreleases.io/project/github/pdm-project/pdm/release/2.26.8',
  },
  pipenv: {
    set: (days) => `a tool that can wait, such as uv with 'exclude-newer = "${days} days"', for pipenv cannot`,
    see: (days) =>
      `'pip install --dry-run --ignore-installed --uploaded-prior-to=P${days}D -r FILE' over the output of 'pipenv requirements' refuses what is younger`,
    source: 'https://pipenv.pypa.io/en/latest/pylock.html',
  },
};
