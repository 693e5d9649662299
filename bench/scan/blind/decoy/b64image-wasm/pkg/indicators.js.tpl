const wasmBase64 = "AGFzbQEAAAAB<<base64:1600>>";
export async function init() {
  const bytes = Uint8Array.from(atob(wasmBase64), (c) => c.charCodeAt(0));
  return WebAssembly.instantiate(bytes);
}
