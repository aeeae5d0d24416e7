# codibot in a container: built once, then run as nobody in particular on a disk that it cannot write but /data.
FROM python:3.11-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends g++ && rm -rf /var/lib/apt/lists/*
# Annoy compiles for the building machine's processor unless told otherwise; an image runs on others.
ENV ANNOY_COMPILER_ARGS=-O3,-ffast-math,-fno-associative-math,-DANNOYLIB_MULTITHREADED_BUILD,-std=c++14 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 U2NET_HOME=/opt/u2net
RUN python -m venv /opt/codibot
ENV PATH=/opt/codibot/bin:$PATH
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY bot bot
COPY retrieval retrieval
COPY storage storage
RUN pip install -c constraints.txt '.[scale]'
COPY scripts/__init__.py scripts/fetch_cutout.py scripts/
RUN mkdir -p $U2NET_HOME && python -m scripts.fetch_cutout

FROM python:3.11-slim
COPY --from=build /opt /opt
ENV PATH=/opt/codibot/bin:$PATH PYTHONUNBUFFERED=1 HOME=/tmp U2NET_HOME=/opt/u2net NUMBA_CACHE_DIR=/data/numba \
    CODIBOT_DATA=/data CODIBOT_HEALTH_PORT=8082 CODIBOT_LOG_FORMAT=json CODIBOT_OPEN_BROWSER=false
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin codibot && install -d -o codibot -m 0700 /data
USER codibot
WORKDIR /data
VOLUME /data
# The first start indexes a lookbook, which takes minutes.
HEALTHCHECK --interval=30s --timeout=5s --start-period=15m \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8082/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["codibot"]
CMD ["run"]
