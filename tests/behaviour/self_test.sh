#!/bin/sh
# Proves that the case runner can fail: each case below is wrong in one way, and its report must say which.
# usage: self_test.sh RUN_CASE
# shellcheck disable=SC2016  # scripts stand in single quotes: their variables are for the case
set -eu

runner=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
checks=0

# new_case SCRIPT: an empty case that runs SCRIPT.
new_case() {
  rm -rf "$folder/case"
  mkdir -p "$folder/case/in" "$folder/samples"
  printf 'from in/\n' > "$folder/case/in/given"
  printf '%s\n' "$1" > "$folder/case/cmd"
}

run() { "$runner" --programs "$folder" --samples "$folder/samples" --limit "${limit:-60}" "$folder/case"; }

passes() {
  checks=$((checks + 1))
  run || { echo "self_test: this case should pass"; exit 1; }
}

fails_with() {
  checks=$((checks + 1))
  if report=$(run); then
    echo "self_test: this case should fail: $(cat "$folder/case/cmd")"
    exit 1
  fi
  case $report in
    *"$1"*) ;;
    *) printf 'self_test: no "%s" in:\n%s\n' "$1" "$report"; exit 1 ;;
  esac
}

new_case 'cat given; echo note >&2; exit 3'
printf 'from in/\n' > "$folder/case/out"
printf 'note\n' > "$folder/case/err"
printf '3\n' > "$folder/case/status"
passes
printf 'from out\n' > "$folder/case/out"
fails_with '- from out
+ from in/'
printf 'from in/' > "$folder/case/out"
fails_with 'no newline at the end'
rm "$folder/case/out"
fails_with '+ from in/'
printf 'nowhere\n' > "$folder/case/out_contains"
fails_with 'standard output lacks: nowhere'
printf 'rom\nin/\n' > "$folder/case/out_contains"
passes
rm "$folder/case/status"
fails_with 'exit status: expected 0, got 3'

new_case 'false; exit 0'
fails_with 'expected 0, got 1'
new_case 'echo $NEVER_SET'
fails_with 'standard error'
new_case 'kill -TERM $$'
fails_with 'got 143'
new_case 'yes | head -n 1 > /dev/null; test -z "$(cat)"'
passes
new_case 'echo "$SAMPLES/ups.csv $PWD/file $LC_ALL $TZ"'
printf '$SAMPLES/ups.csv $PWD/file C.UTF-8 UTC\n' > "$folder/case/out"
passes

new_case 'printf "1\n2\n3\n4\n" >&2'
printf '1\n...\n4\n' > "$folder/case/err"
passes
printf '...\n3\n' > "$folder/case/err"
fails_with 'standard error'

new_case 'echo made > made'
mkdir "$folder/case/want"
printf 'made\n' > "$folder/case/want/made"
passes
printf 'other\n' > "$folder/case/want/made"
fails_with 'file made (- expected, + actual)'
mv "$folder/case/want/made" "$folder/case/want/absent"
fails_with 'file absent is missing'
fails_with 'file made was left behind'

new_case 'true'
touch "$folder/case/stdout"
fails_with 'a case has no file of this name'

limit=1
new_case 'sleep 1000'
fails_with 'no end after 1 s'
new_case 'sleep 1000 & exit 0'
fails_with 'no end after 1 s'
new_case 'exec > /dev/null 2>&1; sleep 1000'
fails_with 'no end after 1 s'
new_case 'trap "" TERM INT HUP; sleep 1000 | cat'
fails_with 'no end after 1 s'

echo "$checks checks of the runner passed"
