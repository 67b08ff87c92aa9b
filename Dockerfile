# govgraph as an image: docs/operations/README.md#a-container. Built from the repository's root: docker build --tag govgraph .
FROM node:20-bookworm AS build
WORKDIR /src
COPY . .
# The package holds its production dependencies, so that installing it asks no registry.
RUN npm run pack && npm install --prefix /opt/govgraph --offline --ignore-scripts --no-audit --no-fund ./govgraph-*.tgz

FROM node:20-bookworm-slim
LABEL org.opencontainers.image.title="govgraph" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --system --gid 10001 govgraph \
 && useradd --system --uid 10001 --gid 10001 --home-dir /data --shell /usr/sbin/nologin govgraph \
 && install --directory --owner 10001 --group 10001 --mode 0700 /data
COPY --from=build /opt/govgraph /opt/govgraph
# Nothing but /data is written: the root may be read-only.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /data
USER 10001:10001
VOLUME /data
EXPOSE 4000
# The process lives; whether it is ready to answer is for a balancer: /ready.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--max-semi-space-size=32", "/opt/govgraph/node_modules/govgraph/dist/main.js"]
CMD ["serve"]
