{
  "type": "Exchange Account Key",
  "name": "desk key",
  "project": "Foundations",
  "config": "{\n    \"codeName\": \"<<key>>\",\n    \"secret\": \"<<secret>>\"\n}",
  "id": "<<uuid>>"
}
