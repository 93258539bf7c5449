#!/usr/bin/env bash
# flags.sh 1.20|1.36: writes src/engine/catalog/<version>/flags.json from kube-apiserver's own code. Needs Go and some minutes
# for the first build. The module k8s.io/kubernetes names its staging modules by path; they are replaced by their published versions.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=$1
case "$version" in
  1.20) patch=20.2 ;;
  1.36) patch=36.3 ;;
  *) echo "flags.sh: name the patch release of $version here" >&2; exit 1 ;;
esac
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$here/main.go" "$here/$version/version.go" .
upstream=$(go mod download -json "k8s.io/kubernetes@v1.$patch" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
sed -E "s/^module .*/module flags/; s#^([[:space:]]+)(k8s.io/[a-z-]+) => ./staging.*#\1\2 => \2 v0.$patch#" "$upstream/go.mod" > go.mod
chmod +w go.mod
printf '\nrequire k8s.io/kubernetes v1.%s\n' "$patch" >> go.mod
# The releases that old versions pin do not work with a Go of today.
if [ "$version" = 1.20 ]; then
  for pin in github.com/modern-go/reflect2@v1.0.2 golang.org/x/sys@v0.13.0 golang.org/x/tools@v0.24.0; do go mod edit -replace "${pin%@*}=$pin"; done
fi
GOFLAGS=-mod=mod CGO_ENABLED=0 go run . > flags.json
cp flags.json "$here/../../../src/engine/catalog/$version/flags.json"
