/** Kernels of the same flavour that are newer than the running one, newest first; `unlike` where none is of its flavour. */
export function newerKernels(running: string, installed: readonly string[]): readonly string[] | 'unlike' {
  const flavour = flavourOf(running);
  const alike = installed.filter((one) => flavourOf(one) === flavour);
  if (alike.length === 0) return 'unlike';
  return alike.filter((one) => compareReleases(one, running) > 0).sort((a, b) => compareReleases(b, a));
}

/** `cloud-amd64` of `6.1.0-28-cloud-amd64`. */
function flavourOf(release: string): string {
  return release.replace(/^[\d.+~]+(?:-\d+)?(?:[.+~][\w.+~]*?)?(?=-|$)/, '').replace(/^-/, '');
}

/** By its numbers in turn. */
export function compareReleases(a: string, b: string): number {
  const numbers = (release: string): readonly number[] =>
    (release.match(/^[\d.+~-]+/)?.[0].match(/\d+/g) ?? []).map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const apart = (left[at] ?? 0) - (right[at] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}
