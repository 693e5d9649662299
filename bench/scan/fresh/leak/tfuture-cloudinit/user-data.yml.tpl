#cloud-config
package_update: true
packages: [docker.io, jq]
write_files:
  - path: /etc/carry.env
    permissions: '0600'
    content: |
      OKX_KEY=<<key>>
      OKX_SECRET=<<secret>>
      OKX_PASS=<<passphrase>>
      OKX_SIMULATED=0
runcmd:
  - docker run -d --name carry --env-file /etc/carry.env swingdesk/carry:2.4
