untrusted comment: minisign public key <<HEX16>>
RW<<base64:54>>
