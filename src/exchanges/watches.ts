import type { Closing } from './closing.ts';
import type { Watch } from './watch.ts';

/** What accounts show and how they are made flat, by exchange; those that bots are served on. */
export const watches: Readonly<Record<string, Watch>> = {};
export const closings: Readonly<Record<string, Closing>> = {};
