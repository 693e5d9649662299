{
  "version": "3.2.1",
  "files": [{"url": "GridBot-3.2.1-arm64.zip", "sha512": "<<base64:88>>", "size": 98211233}],
  "path": "GridBot-3.2.1-arm64.zip",
  "sha512": "<<base64:88>>",
  "releaseDate": "2025-03-02T10:00:00.000Z"
}
