GOOGLE_API_KEY=<<token>>
LUNARCRUSH_API_KEY=<<key@lunarcrush>>
BINANCE_API_KEY=<<key@binance>>
BINANCE_SECRET=<<secret@binance>>
