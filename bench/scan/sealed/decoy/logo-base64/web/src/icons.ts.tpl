export const icons: Record<string, string> = {
  kraken: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAAAAY<<base64:320>>',
  okx: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAAAAY<<base64:280>>',
  key: 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0i<<base64:160>>',
};
