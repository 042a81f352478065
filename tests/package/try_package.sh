#!/usr/bin/env bash
# try_package.sh PACKAGE SAMPLES: installs the Debian package in a minimal Debian 12 of its own (debootstrap, as
# root, from the network), runs what it holds there, and removes it: nothing may be left.
set -euo pipefail

package=$(realpath -- "$1") samples=$(realpath -- "$2")
suite=bookworm mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
system=$(mktemp -d)
trap 'rm -rf --one-file-system "$system"' EXIT

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}
inside() { chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }

debootstrap --variant=minbase "$suite" "$system" "$mirror" > "$system.log" 2>&1 || fail "debootstrap: $(tail -n 3 "$system.log")"
rm -f "$system.log"
cp -- "$package" "$system/linehaul.deb"
cp -r -- "$samples" "$system/samples"

inside apt-get install -qq -y --no-install-recommends /linehaul.deb > "$system/apt.log" 2>&1 || fail "$(tail -n 3 "$system/apt.log")"
inside linehaul normalize /samples/usps.csv | cmp - "$samples/usps.jsonl" || fail 'the installed program writes other items'
inside linehaul normalize /samples/usps.csv -o /items.jsonl.zst # needs libarchive
inside linehaul check /samples/dhl_ecommerce.csv | grep -q matched || fail 'linehaul check'
mapfile -t files < <(inside dpkg -L linehaul | while read -r file; do [[ -d $system$file ]] || printf '%s\n' "$file"; done)
for file in /usr/bin/linehaul /usr/share/bash-completion/completions/linehaul /usr/share/zsh/vendor-completions/_linehaul \
  /usr/share/fish/vendor_completions.d/linehaul.fish /usr/share/linehaul/schemas/ups.json; do
  [[ -s $system$file ]] || fail "$file is missing"
done

inside apt-get purge -qq -y linehaul > "$system/apt.log" 2>&1 || fail "$(tail -n 3 "$system/apt.log")"
for file in "${files[@]}"; do
  [[ ! -e $system$file ]] || [[ $file == /usr/share/man/* || $file == /usr/share/doc/* ]] || fail "$file is left"
done
[[ ! -e $system/usr/share/linehaul && ! -e $system/usr/share/doc/linehaul ]] || fail 'a folder is left'
printf 'installed, run and removed: %s files\n' "${#files[@]}"
