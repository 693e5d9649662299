FROM python:3.12-slim@sha256:<<hex64>> AS build
ENV GPG_KEY=<<HEX40>>
ARG TA_LIB_SHA256=<<hex64>>
RUN curl -fsSLO https://example.org/ta-lib-0.6.4.tar.gz \
 && echo "${TA_LIB_SHA256}  ta-lib-0.6.4.tar.gz" | sha256sum -c -
RUN --mount=type=secret,id=pip_token PIP_TOKEN="$(cat /run/secrets/pip_token)" pip install -r requirements.txt
ARG BINANCE_API_KEY
ARG BINANCE_API_SECRET=
CMD ["python", "-m", "bot"]
