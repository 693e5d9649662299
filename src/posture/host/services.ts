/** A service of the system that was made for one program: a login session or a user's manager is none. */
export function isService(unit: string | undefined): unit is string {
  return (
    unit !== undefined &&
    /^[\w:@.\\-]+\.service$/.test(unit) &&
    !/^(?:user@\d+|ssh|sshd|ssh@.*|cron|crond|atd|getty@.*|serial-getty@.*|docker|containerd|podman)\.service$/.test(
      unit,
    )
  );
}
