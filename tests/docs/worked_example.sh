#!/usr/bin/env bash
# worked_example.sh PROGRAM PROJECT: applies the example of CONTRIBUTING.md. Each fenced block behind a comment
# <!-- file: NAME --> is written to a scratch folder as NAME; the carrier of these files, which PROGRAM does not
# know, must then give the line items and the proof that are shown, from its schema alone. The addition to the
# second implementation must give the same line items.
set -euo pipefail

program=$(realpath -- "$1") project=$(realpath -- "$2")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd -- "$folder"

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

awk '
  match($0, /^<!-- file: [A-Za-z0-9_.]+ -->$/) { name = substr($0, 12, length($0) - 15); next }
  /^```/ { if (writing) { close(name); name = ""; writing = 0 } else if (name != "") writing = 1; next }
  writing { print > name }
' "$project/CONTRIBUTING.md"

for file in heron_post.json heron_post.csv heron_post.jsonl heron_post.py heron_post_check.txt; do
  [[ -s $file ]] || fail "CONTRIBUTING.md has no block for $file"
done

same() { diff -u "$1" "$2" || fail "$3"; }

"$program" normalize --schema heron_post.json heron_post.csv > items.jsonl
same heron_post.jsonl items.jsonl 'other line items than CONTRIBUTING.md shows'

"$program" check --schema heron_post.json heron_post.csv > check.txt
same heron_post_check.txt check.txt 'another proof than CONTRIBUTING.md shows'

# The second implementation, with what the example adds to it in front of its last lines.
awk -v addition=heron_post.py '
  /^if __name__ == / { while ((getline line < addition) > 0) print line; print "" }
  { print }
' "$project/tests/golden/reference.py" > reference.py
python3 reference.py heron_post heron_post.csv > reference.jsonl
same heron_post.jsonl reference.jsonl 'the second implementation gives other line items'

# Without the schema nobody knows the carrier: the example must not lean on a built-in format.
status=0
"$program" normalize heron_post.csv > none.jsonl 2> errors.txt || status=$?
((status == 3)) || fail "heron_post.csv is recognised without its schema (status $status)"
printf 'the example gives %d line items\n' "$(wc -l < heron_post.jsonl)"
