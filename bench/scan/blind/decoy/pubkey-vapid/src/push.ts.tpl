export const VAPID_PUBLIC_KEY =
  'B<<b64url:86>>';

export const subscribe = (reg: ServiceWorkerRegistration) =>
  reg.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: VAPID_PUBLIC_KEY });
