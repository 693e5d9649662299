POLYGON_API_KEY=<<token>>
FINNHUB_API_KEY=<<token@finnhub>>
TIINGO_API_KEY=<<token@tiingo>>
ALPHAVANTAGE_API_KEY=<<token@alpha-vantage>>
DATABENTO_API_KEY=<<token@databento>>
CRYPTOCOMPARE_API_KEY=<<token@cryptocompare>>
GLASSNODE_API_KEY=<<token@glassnode>>
CACHE_DIR=./cache
