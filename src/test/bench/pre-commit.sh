#!/usr/bin/env bash
# Tries .pre-commit-hooks.yaml with the real pre-commit on a throw-away repository, by hand (pip install pre-commit first): a bad commit is
# refused, a fixing hook leaves a repaired file, and the repaired commit passes.
set -euo pipefail

top=$(cd "$(dirname "$0")/../../.." && pwd)
command -v pre-commit >/dev/null || { echo "pre-commit.sh: no pre-commit on PATH: pip install pre-commit" >&2; exit 2; }
[[ -x $top/target/promc/bin/promc ]] || { echo "pre-commit.sh: no distribution: run ./mvnw package first" >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME=$work/cache PATH=$top/target/promc/bin:$PATH
export GIT_AUTHOR_NAME=promc GIT_AUTHOR_EMAIL=promc@example.org GIT_COMMITTER_NAME=promc GIT_COMMITTER_EMAIL=promc@example.org
fail() { echo "pre-commit.sh: $1" >&2; exit 1; }

git init -q "$work/hooks"
cp "$top/.pre-commit-hooks.yaml" "$work/hooks"
git -C "$work/hooks" add -A
git -C "$work/hooks" commit -qm hooks
rev=$(git -C "$work/hooks" rev-parse HEAD)

# Writes the configuration of the throw-away repository with the hooks "$@".
use() {
  printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n' "$work/hooks" "$rev"
  printf '      - id: %s\n' "$@"
}

git init -q "$work/repository"
cd "$work/repository"
use promc-check >.pre-commit-config.yaml
echo 'unrelated: [yaml, that, is, no, business, of, promc]' >unrelated.yaml
pre-commit install >/dev/null
git add -A
git commit -qm 'no rules yet' || fail "a commit without any Prometheus file was refused"

cat >rules.yml <<'END'
groups:
  - name: shop
    rules:
      - record: job:up:sum
        expr: sum by (job) (up{job=~"api"})  # one job
END
git add -A
if git commit -qm bad; then fail "promc-check let a bad commit through"; fi

use promc-fix promc-check >.pre-commit-config.yaml
git add -A
if git commit -qm bad; then fail "promc-fix changed a file and let the commit through"; fi
grep -qF 'up{job="api"})  # one job' rules.yml || fail "promc-fix did not repair the file, or touched more than the matcher: $(cat rules.yml)"
git add -A
git commit -qm repaired || fail "the repaired commit was refused"
echo "pre-commit.sh: passed"
