#!/usr/bin/env bash
# man_lint.sh FOLDER: mandoc finds nothing to say about the manual pages, not even about their style.
set -euo pipefail
cd -- "$1" # the pages refer to each other
mandoc -T lint -W style -- *.[1-9]
printf '%s pages\n' "$(find . -name '*.[1-9]' | wc -l)"
