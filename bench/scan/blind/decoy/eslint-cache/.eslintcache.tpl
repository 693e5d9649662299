[{"/app/src/api-key.ts":"1","/app/src/secret.ts":"2"},{"size":1203,"mtime":1736000000000,"results":"3","hashOfConfig":"<<base32l:7>>"},"<<base32l:7>>"]
