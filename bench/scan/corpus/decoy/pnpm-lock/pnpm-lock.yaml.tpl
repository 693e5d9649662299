lockfileVersion: '9.0'
packages:
  okx-api@3.0.0:
    resolution: {integrity: sha512-<<base64:88>>}
