#!/bin/sh
# Last step of the distribution: what was linked and trained in STAGING becomes TARGET, in one rename, so that TARGET is always whole.
# usage: finish.sh STAGING TARGET BUILD_START
set -eu
staging=$1 target=$2 start=$3

for cache in check promc; do
  if [ ! -s "$staging/runtime/lib/$cache.aot" ]; then
    echo "finish.sh: the training run left no AOT cache $cache.aot in $staging/runtime/lib" >&2
    exit 1
  fi
done

mkdir -p "$staging/bin"
cp src/main/dist/promc "$staging/bin/promc"
chmod 755 "$staging/bin/promc"
cp LICENSE src/main/dist/NOTICE.md "$staging/"

# ./promc compares the sources with this file. It bears the time at which the build began: what was edited during the build is newer.
touch -d "$start" "$staging/.built"

rm -rf "$target"
mv "$staging" "$target"
