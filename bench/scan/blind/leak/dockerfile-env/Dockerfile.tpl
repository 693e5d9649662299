FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
ARG BUILD_DATE
ENV BYBIT_API_KEY=<<key>> \
    BYBIT_API_SECRET=<<secret>>
COPY . .
CMD ["python", "-u", "main.py"]
