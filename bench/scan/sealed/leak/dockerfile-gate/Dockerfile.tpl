FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV GATE_API_KEY=<<key>> \
    GATE_API_SECRET=<<secret>> \
    PYTHONUNBUFFERED=1
CMD ["python", "funding_arb.py", "--settle", "usdt"]
