#!/usr/bin/env bash
# What the tests need of a fresh Debian or Ubuntu machine beside Node: a browser, RabbitMQ, Java and Maven for Kafka,
# and a Python that makes environments. Does nothing where they are there.
set -euo pipefail

missing=()
browser_found=
for browser in "${CHROMIUM_PATH:-chromium}" chromium-browser google-chrome microsoft-edge; do
  if command -v "$browser" >/dev/null; then browser_found=1; fi
done
[ -n "$browser_found" ] || missing+=(chromium)
# Its programs may be on nobody's PATH but root's.
[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || command -v rabbitmq-server >/dev/null || missing+=(rabbitmq-server)
command -v java >/dev/null || missing+=(default-jre-headless)
# It fetches Kafka, which Debian does not have.
[ -n "${KAFKA_HOME:-}" ] || command -v mvn >/dev/null || missing+=(maven)
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || missing+=(python3 python3-venv)

if [ "${#missing[@]}" = 0 ]; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "The tests need these: ${missing[*]}. Install them; for another browser, set CHROMIUM_PATH." >&2
  exit 1
fi

# The tests run a node of their own: the package must not start one as well.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi

# Another installation may hold apt's lock, and a mirror may be away for a moment.
export DEBIAN_FRONTEND=noninteractive
for attempt in 1 2 3 4 5; do
  if apt-get -o DPkg::Lock::Timeout=120 update -q &&
    apt-get -o DPkg::Lock::Timeout=120 install -q -y --no-install-recommends "${missing[@]}"; then
    exit 0
  fi
  echo "apt-get failed (attempt $attempt of 5)" >&2
  sleep $((attempt * 5))
done
exit 1
