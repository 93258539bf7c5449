#!/usr/bin/env bash
# run.sh PROGRAM VERSION STAGING: compiles a Go program with kube-apiserver's own code and the file of the version, and runs it.
# STAGING is the version of the Go modules k8s.io/api, k8s.io/apimachinery, ... Needs Go and some minutes for the first build. The
# module k8s.io/kubernetes names its staging modules by path; they are replaced by their published versions.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$1
version=$2
patch=${3#v0.}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
own=$here/$version
[ -d "$own" ] || own=$here/newer
cp "$program" "$own/version.go" .
upstream=$(go mod download -json "k8s.io/kubernetes@v1.$patch" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
sed -E "s/^module .*/module flags/; s#^([[:space:]]+)(k8s.io/[a-z-]+) => ./staging.*#\1\2 => \2 v0.$patch#" "$upstream/go.mod" > go.mod
chmod +w go.mod
printf '\nrequire k8s.io/kubernetes v1.%s\n' "$patch" >> go.mod
# The releases that old versions pin do not work with a Go of today.
if [ "$version" = 1.20 ]; then
  for pin in github.com/modern-go/reflect2@v1.0.2 golang.org/x/sys@v0.13.0 golang.org/x/tools@v0.24.0; do go mod edit -replace "${pin%@*}=$pin"; done
fi
GOFLAGS=-mod=mod CGO_ENABLED=0 go run -trimpath .
