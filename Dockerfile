# One image for the web process, the worker and the migrations:  docker build --pull --tag skilltracker:local .
#
# Base images are named by tag, so that a build with --pull takes in their security fixes. Whoever wants the very same
# bytes again writes the digest behind the tag; `docker buildx imagetools inspect <image>` tells it.
ARG NODE_VERSION=24
ARG PYTHON_VERSION=3.11

# --- The page ---------------------------------------------------------------------------------------------------
FROM node:${NODE_VERSION}-trixie-slim AS page
WORKDIR /page
COPY frontend/package.json frontend/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

# --- Libraries, static files, bytecode --------------------------------------------------------------------------
FROM python:${PYTHON_VERSION}-slim-trixie AS build
WORKDIR /app
# The libraries' environment has no pip of its own: at run time nothing is installed any more.
RUN python -m venv --without-pip /opt/venv
COPY requirements.txt ./
RUN --mount=type=cache,target=/root/.cache/pip \
    python -m pip --python /opt/venv/bin/python install --require-hashes --only-binary :all: --requirement requirements.txt
COPY manage.py ./
COPY backend backend
COPY --from=page /page/dist frontend/dist
# Keys have to be there for the settings to load: these are of this line alone and stay in this stage.
# /data is where DATA_DIR will be: a new volume takes over its owner.
RUN SECRET_KEY=of-the-build-alone DATA_DIR=/tmp/build /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0 && \
    /opt/venv/bin/python -m compileall -q --invalidation-mode unchecked-hash backend && \
    mkdir /data

# --- What runs --------------------------------------------------------------------------------------------------
FROM python:${PYTHON_VERSION}-slim-trixie
ARG VERSION=local
ARG REVISION=unknown
LABEL org.opencontainers.image.title="SkillTracker" \
      org.opencontainers.image.description="A person's whole coding practice in one place they own" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# WEB_CONCURRENCY is gunicorn's own word for the number of its processes.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    LOG_FORMAT=json \
    WEB_CONCURRENCY=2
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build --chown=10001:10001 --chmod=700 /data /data
COPY --from=build /app/manage.py ./
COPY --from=build /app/backend backend
# A number, so that a cluster can see that it is not root. All it may write is /data and /tmp.
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=2s --retries=3 \
    CMD ["python", "-c", "from http.client import HTTPConnection as To; c = To('127.0.0.1', 8000, timeout=4); c.request('GET', '/health/'); raise SystemExit(c.getresponse().status != 200)"]
# An import works for up to 20 seconds within its request: threads, a longer time-out, and as long to end in peace.
CMD ["gunicorn", "backend.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "8", \
     "--timeout", "60", "--graceful-timeout", "25", "--preload", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
     "--log-level", "warning"]
