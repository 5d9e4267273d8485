# Small, without root, and with nothing but /data to write to:
#   docker build -t fortnight . && docker run --read-only --env-file .env -v fortnight:/data fortnight
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/fortnight \
    && /opt/fortnight/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement requirements-postgres.txt \
    && /opt/fortnight/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --uid 10001 --create-home --home-dir /data fortnight
COPY --from=build /opt/fortnight /opt/fortnight
# By its number, so that whoever runs it can see that it is not root.
USER 10001
WORKDIR /data
VOLUME /data
ENV FORTNIGHT_HTTP=0.0.0.0:3000 PYTHONDONTWRITEBYTECODE=1
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["/opt/fortnight/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:3000/readyz', timeout=4)"]
ENTRYPOINT ["/opt/fortnight/bin/fortnight"]
CMD ["run"]
