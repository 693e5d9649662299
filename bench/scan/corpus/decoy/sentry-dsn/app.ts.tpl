Sentry.init({ dsn: 'https://<<hex32>>@o4501.ingest.sentry.io/4502', release: 'bot@<<hex40>>' });
firebase.initializeApp({ appId: '1:<<digits:12>>:web:<<hex22>>', measurementId: 'G-<<upper:10>>' });
