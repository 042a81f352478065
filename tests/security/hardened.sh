#!/usr/bin/env bash
# The program is built as cmake/compiler_options.cmake says: hardened.sh PROGRAM BUILD_FOLDER COMPILER
# A program built without all that, by COMPILER, must fail every check: it shows that they can fail.
# shellcheck disable=SC2317 # the checks are called by their names
set -euo pipefail
export LC_ALL=C

program=$1 build=$2 compiler=$3
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

checks=(is_position_independent has_read_only_relocations binds_at_start has_no_executable_stack protects_its_stack
  checks_library_calls names_no_library_folder)

# grep reads to the end: readelf must not meet a closed pipe.
shows() { readelf "$1" "$2" | grep -E -- "$3" > /dev/null; }
{
  is_position_independent() { shows -dW "$1" 'FLAGS_1.*PIE'; }
  has_read_only_relocations() { shows -lW "$1" 'GNU_RELRO'; }
  binds_at_start() { shows -dW "$1" 'BIND_NOW'; }
  has_no_executable_stack() { shows -lW "$1" 'GNU_STACK.* RW '; }
  protects_its_stack() { shows -sW "$1" '__stack_chk_fail'; }
  checks_library_calls() { shows -sW "$1" '_chk@GLIBC'; }
  names_no_library_folder() { ! shows -dW "$1" 'RPATH|RUNPATH'; }
}

cat > "$scratch/plain.cpp" <<'END'
#include <cstdio>
int main(int count, char** words) {
  char text[64];
  std::snprintf(text, sizeof text, "%s", words[count - 1]);
  return std::puts(text) < 0;
}
END
"$compiler" -U_FORTIFY_SOURCE -fno-stack-protector -no-pie -z norelro -z lazy -z execstack \
  -Wl,-rpath,/nowhere "$scratch/plain.cpp" -o "$scratch/plain"

failed=0
for check in "${checks[@]}"; do
  if ! "$check" "$program"; then
    printf 'hardened: %s: %s does not hold\n' "$program" "$check"
    failed=1
  fi
  if "$check" "$scratch/plain"; then
    printf 'hardened: %s holds for a program without any hardening\n' "$check"
    failed=1
  fi
done
if ! grep -q -- '-D_FORTIFY_SOURCE=3' "$build/build.ninja"; then
  printf 'hardened: %s is not compiled with -D_FORTIFY_SOURCE=3\n' "$program"
  failed=1
fi
printf '%d checks\n' $((${#checks[@]} + 1))
exit "$failed"
