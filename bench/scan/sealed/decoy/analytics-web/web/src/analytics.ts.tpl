// Public by design: all of these stand in the page's source.
export const ANALYTICS = {
  measurementId: 'G-<<upper:10>>',
  tagManager: 'GTM-<<upper:7>>',
  plausibleDomain: 'dash.desk.example',
  buildId: '<<b64url:21>>',
  releaseUuid: '<<uuid>>',
} as const;
