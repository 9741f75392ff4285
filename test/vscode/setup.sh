#!/usr/bin/env bash
# Installs what the smoke test needs and is not there yet: Debian's Chromium, a compiler and the
# Kerberos headers, and with npm the workbench (code-server) and the Node that it wants.
# A second run finds all of it in place and is done in a second. Not part of the root's `npm ci`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# Debian's packages, each only where what it brings is missing.
packages=()
command -v chromium >/dev/null || packages+=(chromium fonts-dejavu-core)
command -v make >/dev/null && command -v g++ >/dev/null || packages+=(build-essential)
command -v python3 >/dev/null || packages+=(python3)
[ -e /usr/include/gssapi/gssapi.h ] || packages+=(libkrb5-dev)
if [ "${#packages[@]}" -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        echo "setup.sh: found no apt-get to install ${packages[*]}; install them by hand" >&2
        exit 1
    fi
    root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo -n)
    export DEBIAN_FRONTEND=noninteractive
    "${root[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 update
    "${root[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 install -y --no-install-recommends \
        "${packages[@]}"
fi

# The workbench's native modules must be built by the Node that runs them, so the two come one
# after the other: every package without its scripts, then Node's own script, then all others.
stamp=node_modules/.ckptmap-installed
wanted=$(cat package.json package-lock.json setup.sh | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    npm ci --ignore-scripts
    npm rebuild node
    PATH="$PWD/node_modules/node/bin:$PATH" npm rebuild
fi

export CODE_SERVER_CONFIG="$PWD/node_modules/.ckptmap-code-server.yaml"
PATH="$PWD/node_modules/node/bin:$PATH" node_modules/.bin/code-server --version
chromium --version --no-sandbox
printf '%s\n' "$wanted" >"$stamp"
