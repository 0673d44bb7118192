# syntax=docker/dockerfile:1
# The server runs TypeScript as it is, so "build" only means: the packages production needs and nothing else.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The image has Node and talks to a PostgreSQL of its own: neither npm's Node nor the embedded database is installed.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production APP_HOST=0.0.0.0 APP_PORT=8000 DATA_DIR=/data NODE_OPTIONS=--max-semi-space-size=8
WORKDIR /app
RUN mkdir -p /data /logs && chown node:node /data /logs
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY migrations ./migrations
COPY scripts ./scripts
COPY src ./src
USER node
VOLUME ["/data", "/logs"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=4s --start-period=20s --retries=3 CMD ["node", "scripts/healthcheck.ts"]
# node is process 1 and stops on SIGTERM by itself: no shell, no npm in between.
STOPSIGNAL SIGTERM
CMD ["node", "--import", "./src/prelude.js", "src/main.ts"]
