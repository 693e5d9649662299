set -gx KRAKEN_KEY <<key>>
set -gx KRAKEN_SECRET <<secret>>
abbr -a kb 'kraken-cli balance'
