{"x5t":"<<b64url:27>>","x5c":["MIIDBTCCAe2gAwIBAgIQ<<base64:600>>"]}
