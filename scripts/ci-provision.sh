#!/usr/bin/env bash
# What the tests need of a fresh Debian or Ubuntu machine beside Node: a browser. Does nothing where it is there.
set -euo pipefail

for browser in "${CHROMIUM_PATH:-chromium}" chromium-browser google-chrome microsoft-edge; do
  if command -v "$browser" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "The tests in VS Code need Chromium, Chrome or Edge: install one, or set CHROMIUM_PATH." >&2
  exit 1
fi

# Another installation may hold apt's lock, and a mirror may be away for a moment.
export DEBIAN_FRONTEND=noninteractive
for attempt in 1 2 3 4 5; do
  if apt-get -o DPkg::Lock::Timeout=120 update -q &&
    apt-get -o DPkg::Lock::Timeout=120 install -q -y --no-install-recommends chromium; then
    exit 0
  fi
  echo "apt-get failed (attempt $attempt of 5)" >&2
  sleep $((attempt * 5))
done
exit 1
