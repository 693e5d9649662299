eyJhbGciOiJSU0EtT0FF<<b64url:60>>.<<b64url:342>>.<<b64url:16>>.<<b64url:420>>.<<b64url:22>>
