job "mexc-bot" {
  group "bot" {
    task "run" {
      driver = "docker"
      config { image = "ghcr.io/acme/mexc@sha256:<<hex64>>" }
      identity { env = true }
      template {
        destination = "${NOMAD_SECRETS_DIR}/env"
        env         = true
        data        = <<EOF
MEXC_API_KEY={{ with nomadVar "nomad/jobs/mexc-bot" }}{{ .api_key }}{{ end }}
MEXC_API_SECRET={{ with nomadVar "nomad/jobs/mexc-bot" }}{{ .api_secret }}{{ end }}
EOF
      }
    }
  }
}
