#!/usr/bin/env bash
# types.sh VERSION STAGING: writes src/engine/catalog/VERSION/types.json, for example `types.sh 1.36 v0.36.3`.
# STAGING is the version of the Go modules k8s.io/api, k8s.io/apimachinery, ... Needs Go.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cp "$here/types.go" "$work/main.go"
cd "$work"
printf 'module types\ngo 1.16\nrequire (\n' > go.mod
for module in api apimachinery apiextensions-apiserver kube-aggregator client-go; do printf 'k8s.io/%s %s\n' "$module" "$2" >> go.mod; done
echo ')' >> go.mod
GOFLAGS=-mod=mod go run . > types.json
mv types.json "$here/../../../src/engine/catalog/$1/types.json"
