ID        Time                 Host   Paths
<<hex8>>  2025-05-01 03:00:02  nas    /srv/bots/secrets
<<hex8>>  2025-05-02 03:00:01  nas    /srv/bots/secrets
tree <<hex64>>
