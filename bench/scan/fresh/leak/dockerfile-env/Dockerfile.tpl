FROM node:20-alpine@sha256:<<hex64>>
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev
COPY . .
ENV NODE_ENV=production \
    CDC_API_KEY=<<key>> \
    CDC_API_SECRET=<<secret>>
CMD ["node", "index.js"]
