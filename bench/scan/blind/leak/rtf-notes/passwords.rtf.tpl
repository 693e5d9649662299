{\rtf1\ansi\deff0 {\fonttbl {\f0 Helvetica;}}
\f0\fs24 Kraken api (laptop bot)\par
API Key: <<key>>\par
Private Key: <<secret>>\par
\par
}
