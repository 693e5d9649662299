services:
  maker:
    environment:
      OKX_API_KEY: "<<key>>"
      OKX_SECRET_KEY: "<<secret>>"
      OKX_PASSPHRASE: '<<passphrase>>'
  grafana:
    environment:
      GF_SECURITY_ADMIN_PASSWORD: "<<password@smtp>>"
