FROM node:24-slim
ENV NODE_ENV=production HEALTH_PORT=8080
WORKDIR /app
# The image has Node 24 itself, so the pinned one is taken out again.
COPY package.json package-lock.json ./
COPY tests/peers/package.json tests/peers/
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node
COPY src src
COPY commands commands
COPY solvers solvers
COPY courses courses
# The embedded store, history and generated secrets live here; mount a volume to keep them.
RUN mkdir .exacta && chown node:node .exacta
USER node
EXPOSE 3000 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
