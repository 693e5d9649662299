// The public half; the private half signs on the server and never leaves it.
const applicationServerKey = 'B<<b64url:86>>';

export async function subscribe(reg: ServiceWorkerRegistration) {
  return reg.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}
