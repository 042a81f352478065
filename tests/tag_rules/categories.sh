#!/usr/bin/env bash
# categories.sh PROGRAM PROJECT: samples/charge_categories.json gives every charge of every sample exactly one tag, a
# category of the list below, and never `other`. A sample is converted alone and, where it can be, with its tracking
# file.
set -euo pipefail

program=$1 samples=$2/samples
categories='["freight","fuel","residential","delivery-area","handling","address-correction","declared-value",
  "signature","saturday","returns","duty-tax","tax","discount","adjustment","fee","other"]'
items=$(mktemp)
trap 'rm -f "$items"' EXIT

files=0 charges=0
convert() {
  "$program" normalize --rules "$samples/charge_categories.json" "$@" > "$items" 2> /dev/null
  local wrong
  wrong=$(jq -c --argjson known "$categories" '
    [.trackstar_tags[] | objects | .category] as $category
    | select((.trackstar_tags | length) != 1 or $category[0] == "other" or ($category - $known) != []
             or $category == [])
    | [.charge_description, .charge_detail, .trackstar_tags]' "$items")
  if [[ -n $wrong || ! -s $items ]]; then
    printf 'FAILED: %s\n%s\n' "$*" "${wrong:-no charges}" >&2
    exit 1
  fi
  files=$((files + 1)) charges=$((charges + $(wc -l < "$items")))
}

for file in "$samples"/*.csv; do
  [[ $file == *_tracking.csv ]] && continue
  convert "$file"
  [[ ! -f ${file%.csv}_tracking.csv ]] || convert --tracking "${file%.csv}_tracking.csv" "$file"
done
((files > 0)) || exit 1
echo "$charges charges of $files samples have one category each"
