import * as Sentry from '@sentry/browser';
import posthog from 'posthog-js';

// A DSN is public: it is shipped with the page and only takes events.
Sentry.init({
  dsn: 'https://<<hex32>>@o<<digits:6>>.ingest.sentry.io/<<digits:7>>',
  release: 'bybit-dashboard@<<hex40>>',
  beforeSend: (event) => ({ ...event, request: undefined }),
});

posthog.init('phc_<<alnum:43>>', { api_host: 'https://eu.posthog.com' });
window.gtag('config', 'G-<<upper:10>>');
