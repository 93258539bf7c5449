#!/usr/bin/env bash
# flags.sh VERSION STAGING: writes src/engine/catalog/VERSION/flags.json from kube-apiserver's own code, for example `flags.sh 1.37 v0.37.2`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bash "$here/run.sh" "$here/main.go" "$1" "$2" > "$here/../../../src/engine/catalog/$1/flags.json"
