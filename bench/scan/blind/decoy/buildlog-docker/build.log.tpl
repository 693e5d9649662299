#7 [internal] load build context
#7 transferring context: 14.20MB 0.3s done
#8 [1/5] FROM docker.io/library/python:3.11-slim@sha256:<<hex64>>
#8 sha256:<<hex64>> 29.12MB / 29.12MB 1.2s done
#12 exporting to image
#12 writing image sha256:<<hex64>> done
#12 naming to docker.io/library/bot:latest done
