# Two stages: wheels are fetched by hash from the lock, the image installs from them.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY api api
COPY service service
COPY solver solver
COPY fixtures fixtures
RUN pip download --require-hashes --no-deps --requirement requirements.lock --dest wheels \
 && pip install --no-index --find-links wheels hatchling editables \
 && pip wheel --no-index --find-links wheels --no-deps --no-build-isolation --wheel-dir wheels . \
 && python -m venv /opt/lueckenlos \
 && /opt/lueckenlos/bin/pip install --no-index --find-links wheels "lueckenlos[scale]"

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/lueckenlos --create-home lueckenlos
COPY --from=build /opt/lueckenlos /opt/lueckenlos
ENV PATH=/opt/lueckenlos/bin:$PATH PYTHONUNBUFFERED=1 LC_ALL=C.UTF-8
USER lueckenlos
WORKDIR /var/lib/lueckenlos
EXPOSE 8000
CMD ["lueckenlos", "serve", "--host", "0.0.0.0"]
