FROM python:3.12-slim@sha256:<<hex64>>
WORKDIR /app
COPY . .
ENV MEXC_API_KEY=<<key>> \
    MEXC_SECRET_KEY=<<secret>>
ARG TELEGRAM_TOKEN=<<token@telegram>>
CMD ["python", "bot.py"]
