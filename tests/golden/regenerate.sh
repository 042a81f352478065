#!/bin/sh
# Makes samples/*.csv (make_samples.py) and samples/*.jsonl (reference.py) anew.
# With --check it makes them in a temporary folder and fails, showing the difference, when a
# committed file differs or is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
samples=$(cd "$here/../.." && pwd)/samples

make_all() {
    python3 "$here/make_samples.py" "$1"
    while read -r name format tracking; do
        python3 "$here/reference.py" "$format" "$1/${name%_untracked}.csv" \
            ${tracking:+--tracking "$1/$tracking"} > "$1/$name.jsonl"
    done <<LIST
ups ups
usps usps
royal_mail royal_mail
royal_mail_sap_bex royal_mail_sap_bex royal_mail_sap_bex_tracking.csv
royal_mail_sap_bex_untracked royal_mail_sap_bex
fedex_us fedex_us
fedex_international_uk fedex_international
fedex_international_nl fedex_international
dhl_ecommerce dhl_ecommerce
dhl_ecommerce_rev_a dhl_ecommerce
dhl_express dhl_express
dhl_express_reordered dhl_express
dpd dpd
dpd_dutch dpd
dpd_german dpd
LIST
}

case ${1-} in
'')
    make_all "$samples" ;;
--check)
    fresh=$(mktemp -d)
    trap 'rm -rf "$fresh"' EXIT
    make_all "$fresh"
    status=0
    for file in "$fresh"/*; do
        diff -u "$samples/${file##*/}" "$file" || status=1
    done
    exit $status ;;
*)
    echo "usage: regenerate.sh [--check]" >&2
    exit 2 ;;
esac
