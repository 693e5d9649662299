/** Once there is more than `most`, forgets the half of it that was put in first; gives the keys that it forgot. */
export function dropOldest<K>(kept: Map<K, unknown> | Set<K>, most: number): readonly K[] {
  if (kept.size <= most) return [];
  const old = [...kept.keys()].slice(0, most / 2);
  for (const key of old) kept.delete(key);
  return old;
}
