{
    "alpaca":   { "apiKey": "<<key@alpaca>>", "secret": "<<secret@alpaca>>" },
    "bitmart":  { "apiKey": "<<key@bitmart>>", "secret": "<<secret@bitmart>>", "uid": "<<memo@bitmart>>" },
    "bitvavo":  { "apiKey": "<<key@bitvavo>>", "secret": "<<secret@bitvavo>>" },
    "kraken":   { "skip": true }
}
