import type { Rule } from '../../rule.ts';

/** A password under its name: of the last confidence, as names of passwords stand in all code. */
export const passwordRule: Rule = {
  id: 'password',
  title: 'password, by its name',
  words: { id: 'password', names: [] },
  shapes: [],
  take: () => undefined,
};

/** A password within a URL: of a mailer, a database, a proxy. */
export const urlPasswordRule: Rule = {
  id: 'url-password',
  title: 'password in a URL',
  words: { id: 'url-password', names: [] },
  shapes: [],
  take: () => undefined,
};
