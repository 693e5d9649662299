#cloud-config
package_update: true
packages: [python3-venv, git]
write_files:
  - path: /etc/gamma/env
    permissions: "0600"
    content: |
      DERIBIT_CLIENT_ID=<<key>>
      DERIBIT_CLIENT_SECRET=<<secret>>
      TELEGRAM_TOKEN=<<token@telegram>>
runcmd:
  - git clone https://git.desk.example/gamma.git /opt/gamma
  - systemctl enable --now gamma
