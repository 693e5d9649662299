exchange:
  htx:
    access-key: ENC(<<base64:88>>)
    secret-key: ENC(<<base64:108>>)
    account-id: 48<<digits:6>>
jasypt:
  encryptor:
    password: ${JASYPT_ENCRYPTOR_PASSWORD}
    algorithm: PBEWITHHMACSHA512ANDAES_256
