import type { Needle } from './needles.ts';

/** Where a value of the credential stands. */
export interface FoundPlace {
  readonly in: 'files' | 'history' | 'machine';
  /** The folder or repository. */
  readonly root: string;
  /** Where a value stands in it, its part is named instead. */
  readonly path: string;
  /** Other paths at which the same blob stood. */
  readonly also?: readonly string[];
  /** From one. */
  readonly line: number;
  readonly part: Needle['part'];
  readonly form: Needle['form'];
  /** Of the blob or file, in bytes, without those that may stand within a value. */
  readonly offset: number;
  readonly length: number;
  /** The same value has the same number. */
  readonly value: number;
  /** What kind of place it is, of the machine. */
  readonly why?: string;
  /** It is written in UTF-16, as Windows programs do. */
  readonly isUtf16?: true;
  /** It goes over ends of lines, or has blanks within. */
  readonly isWrapped?: true;
  /** No replacement of text reaches it: the file is binary, or the value does not stand in one piece. */
  readonly isWhole?: true;
  /** Git leaves the file out. */
  readonly isIgnored?: true;
  readonly blob?: string;
  /** The oldest commit that brings it. */
  readonly commit?: string;
  readonly author?: string;
  readonly at?: string;
}

export interface RepositoryFacts {
  readonly root: string;
  /** Name and address of each remote, without a password. */
  readonly remotes: readonly { readonly name: string; readonly url: string }[];
  /** Branches and tags. */
  readonly refs: number;
  /** It has no files beside what git keeps. */
  readonly isBare?: boolean;
}

export interface FoundPlaces {
  readonly searchedAt: string;
  readonly places: readonly FoundPlace[];
  /** So many more are not listed. */
  readonly more: number;
  readonly repositories: readonly RepositoryFacts[];
  /** Files and objects that were searched. */
  readonly searched: number;
  /** What was not, and why. */
  readonly unsearched: readonly string[];
}

/** The repositories whose history holds the value. */
export function leakedInto({ places, repositories }: FoundPlaces): RepositoryFacts[] {
  return repositories.filter(({ root }) => places.some((one) => one.in === 'history' && one.root === root));
}

/** The place that came first into a history, by the time that its commit bears; nothing that is yet to come. */
export function firstCommit(
  { places }: FoundPlaces,
  nowAt: string,
): (FoundPlace & { readonly at: string }) | undefined {
  const dated = places.flatMap((one) => {
    const atMs = Date.parse(one.in === 'history' ? (one.at ?? '') : '');
    return Number.isNaN(atMs) || atMs > Date.parse(nowAt) ? [] : [{ ...one, at: new Date(atMs).toISOString() }];
  });
  return dated.sort((a, b) => a.at.localeCompare(b.at))[0];
}
