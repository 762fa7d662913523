# The locked packages are installed and the project is built here; none of these tools reach the image.
# jstyleson is published as source only; it is one module of plain Python.
FROM debian:bookworm-slim AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY requirements.lock requirements-build.lock ./
RUN python3 -m venv /opt/foodsave \
    && /opt/foodsave/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: --no-binary jstyleson \
        -r requirements.lock \
    && python3 -m venv /opt/build \
    && /opt/build/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY alembic alembic
COPY src src
RUN /opt/build/bin/python -m hatchling build -t wheel \
    && /opt/foodsave/bin/python -m pip install --no-cache-dir --no-deps dist/*.whl \
    && /opt/foodsave/bin/python -m pip uninstall --yes setuptools pip

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-dejavu-core poppler-utils python3 tesseract-ocr tesseract-ocr-eng tesseract-ocr-pol \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 foodsave \
    && useradd --system --uid 10001 --gid 10001 --home-dir /data --shell /usr/sbin/nologin foodsave \
    && install --directory --owner foodsave --group foodsave --mode 0700 /data
COPY --from=build /opt/foodsave /opt/foodsave
COPY --chmod=0755 deploy/entrypoint /usr/local/bin/foodsave-entrypoint
ENV PATH=/opt/foodsave/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    FOODSAVE_DATA_DIR=/data \
    FOODSAVE_SERVER__HOST=0.0.0.0 \
    FOODSAVE_SERVER__PORT=8011
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8011
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8011/health/live', timeout=4)"]
ENTRYPOINT ["/usr/local/bin/foodsave-entrypoint"]
CMD ["serve"]
