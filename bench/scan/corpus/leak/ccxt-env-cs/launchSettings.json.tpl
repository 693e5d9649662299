{
  "profiles": {
    "Desk": {
      "commandName": "Project",
      "environmentVariables": {
        "BYBIT_APIKEY": "<<key>>",
        "BYBIT_SECRET": "<<secret>>"
      }
    }
  }
}
