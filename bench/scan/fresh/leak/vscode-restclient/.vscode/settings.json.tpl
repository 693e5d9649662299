{
  "editor.formatOnSave": true,
  "python.analysis.typeCheckingMode": "basic",
  "rest-client.environmentVariables": {
    "$shared": {"host": "https://api.bitfinex.com"},
    "live": {
      "bfxKey": "<<key>>",
      "bfxSecret": "<<secret>>"
    }
  }
}
