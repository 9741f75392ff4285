#!/usr/bin/env bash
# Makes the virtual environment `.venv` beside this file, with the real TensorFlow whose answers
# are recorded here. A second run finds it in place and is done at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

stamp=.venv/.ckptmap-installed
wanted=$(cat requirements.txt setup.sh | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
        root=()
        [ "$(id -u)" -eq 0 ] || root=(sudo -n)
        export DEBIAN_FRONTEND=noninteractive
        "${root[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 update
        "${root[@]}" apt-get -qq -o DPkg::Lock::Timeout=600 install -y --no-install-recommends \
            python3 python3-venv
    fi
    python3 -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
    # Keras 2, slim and Estimator. Without their dependencies: those name another package that holds
    # TensorFlow.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        tf_keras==2.21.0 tf_slim==1.1.0 tensorflow-estimator==2.15.0
fi
.venv/bin/python -c 'import tensorflow; print("TensorFlow", tensorflow.__version__)' 2>&1 | tail -n 1
printf '%s\n' "$wanted" >"$stamp"
