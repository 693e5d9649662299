{"schemaVersion":2,"config":{"digest":"sha256:<<hex64>>","size":7023},"layers":[{"digest":"sha256:<<hex64>>","size":32654}]}
