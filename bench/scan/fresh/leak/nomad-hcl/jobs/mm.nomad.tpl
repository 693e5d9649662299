job "mm" {
  datacenters = ["tokyo"]
  group "bots" {
    task "bfx" {
      driver = "docker"
      config {
        image = "registry.swingdesk.internal/mm:3.2.1"
      }
      env {
        BFX_KEY    = "<<key>>"
        BFX_SECRET = "<<secret>>"
      }
    }
  }
}
