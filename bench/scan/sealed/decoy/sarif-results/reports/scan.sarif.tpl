{
  "version": "2.1.0",
  "runs": [
    {
      "tool": {"driver": {"name": "gitleaks", "rules": [{"id": "kraken-access-token"}]}},
      "results": [
        {
          "ruleId": "kraken-access-token",
          "message": {"text": "kraken-access-token has detected secret for file conf/bot.yaml."},
          "partialFingerprints": {"commitSha": "<<hex40>>", "primaryLocationLineHash": "<<hex16>>:1"},
          "locations": [{"physicalLocation": {"artifactLocation": {"uri": "conf/bot.yaml"}, "region": {"startLine": 4, "snippet": {"text": "REDACTED"}}}}]
        }
      ]
    }
  ]
}
