{
  "nodes": {
    "nixpkgs": {
      "locked": {
        "lastModified": 1735291276,
        "narHash": "sha256-<<base64:44>>",
        "owner": "NixOS",
        "repo": "nixpkgs",
        "rev": "<<hex40>>",
        "type": "github"
      }
    }
  },
  "root": "root",
  "version": 7
}
