#!/usr/bin/env bash
# roles.sh VERSION STAGING: writes src/engine/catalog/VERSION/role-gates.json from kube-apiserver's own code, for example `roles.sh 1.37 v0.37.2`.
# It is compiled as flags/flags.sh compiles its program, with the same file of the version.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bash "$here/../flags/run.sh" "$here/main.go" "$1" "$2" > "$here/../../../src/engine/catalog/$1/role-gates.json"
