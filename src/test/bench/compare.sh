#!/usr/bin/env bash
# Wall time of `promc check` against `promtool check rules` on the same rule files, run by hand; no test depends on it.
#
#   src/test/bench/compare.sh [-n RUNS] PATH...
#
# A PATH is a rule file, or a folder: promc is given the folder, promtool every .yml and .yaml file below it. Each command is a new process. The
# commands take turns within one run, so that whatever else the machine does hits all of them alike: trust the ratios, not the milliseconds.
# `floor` starts the JVM of the distribution with nothing to do. promtool comes from Debian's package `prometheus`.
set -euo pipefail

runs=20
if [[ ${1:-} == -n ]]; then runs=$2; shift 2; fi
if (($# == 0)) || ((runs < 1)); then sed -n '2,4p' "$0" >&2; exit 2; fi

top=$(cd "$(dirname "$0")/../../.." && pwd)
promc=$top/target/promc/bin/promc
[[ -x $promc ]] || { echo "compare.sh: no $promc: run ./mvnw package first" >&2; exit 2; }
command -v promtool >/dev/null || { echo "compare.sh: no promtool: apt-get install prometheus" >&2; exit 2; }

floor() { "$top/target/promc/runtime/bin/java" -Xshare:auto -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -version; }
run_promc() { "$promc" check "$path"; }
run_promtool() { promtool check rules "${files[@]}"; }

# Prints the microseconds that "$@" takes. Findings are expected: only a command that could not work stops the benchmark.
clock() {
  local begin=${EPOCHREALTIME/[.,]/} status=0
  "$@" >/dev/null 2>&1 || status=$?
  local end=${EPOCHREALTIME/[.,]/}
  if ((status > 1 && status != 3)) || { ((status == 3)) && [[ $1 == run_promc ]]; }; then
    echo "compare.sh: $1 ended with $status" >&2
    exit 1
  fi
  echo $((end - begin))
}

# Reads microseconds, one a line; prints "MIN MEDIAN".
summary() { sort -n | awk '{v[NR] = $1} END {print v[1], (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}'; }

# Peak resident memory of "$@" in MB, or "-" where GNU time is not installed.
memory() {
  local time; time=$(type -P time) || { echo -; return; }
  { "$time" -f 'peak %M' "$@" 2>&1 >/dev/null || true; } | awk '/^peak /{mb = $2 / 1024} END {printf "%.0f", mb}'
}

times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT

promtool --version 2>&1 | head -n 1
"$promc" --version
for path in "$@"; do
  files=("$path")
  if [[ -d $path ]]; then mapfile -d '' files < <(find "$path" -type f \( -name '*.yml' -o -name '*.yaml' \) -print0 | sort -z); fi
  if ! run_promtool >/dev/null 2>&1; then echo "compare.sh: promtool does not accept all of $path: its time is less than the whole work" >&2; fi
  rm -f "$times"/*
  for command in floor run_promc run_promtool; do clock "$command" >/dev/null; done # not counted: brings the files into the page cache
  for ((i = 0; i < runs; i++)); do
    for command in floor run_promc run_promtool; do clock "$command" >>"$times/$command"; done
  done
  read -r floor_min floor_mid < <(summary <"$times/floor")
  read -r promc_min promc_mid < <(summary <"$times/run_promc")
  read -r promtool_min promtool_mid < <(summary <"$times/run_promtool")
  printf '\n%s: %d file(s), %d interleaved runs\n' "$path" "${#files[@]}" "$runs"
  awk -v f="$floor_min $floor_mid" -v c="$promc_min $promc_mid" -v t="$promtool_min $promtool_mid" \
      -v cm="$(memory "$promc" check "$path")" -v tm="$(memory promtool check rules "${files[@]}")" 'BEGIN {
    split(f, F, " "); split(c, C, " "); split(t, T, " ")
    printf "%-10s %8s %8s %8s\n", "", "min ms", "median", "peak MB"
    printf "%-10s %8.1f %8.1f\n", "floor", F[1] / 1000, F[2] / 1000
    printf "%-10s %8.1f %8.1f %8s\n", "promc", C[1] / 1000, C[2] / 1000, cm
    printf "%-10s %8.1f %8.1f %8s\n", "promtool", T[1] / 1000, T[2] / 1000, tm
    printf "%-10s %7.2fx %7.2fx\n", "ratio", C[1] / T[1], C[2] / T[2]
  }'
done
