#!/bin/sh
# Runs every behaviour case with a number of threads and a block size forced upon normalize and check: nothing may
# change. A command that gives its own block size keeps it.
#
#     with_threads.sh RUN_CASE LINEHAUL SOURCE_FOLDER THREADS BLOCK_SIZE
set -u
run_case=$1 linehaul=$2 source=$3 threads=$4 block=$5

programs=$(mktemp -d)
trap 'rm -rf "$programs"' EXIT
cat > "$programs/linehaul" <<EOF
#!/bin/sh
forced=
case "\${1-} \$*" in
normalize*--threads* | check*--threads*) ;;
normalize*--block-size* | check*--block-size*) forced="--threads $threads" ;;
normalize* | check*) forced="--threads $threads --block-size $block" ;;
esac
test -n "\$forced" || exec "$linehaul" "\$@"
command=\$1
shift
exec "$linehaul" "\$command" \$forced "\$@"
EOF
chmod +x "$programs/linehaul"

cd "$source" || exit 1
# shellcheck disable=SC2016 # the inner shell expands them
failed=$(printf '%s\n' tests/cases/*/*/ | xargs -I '{}' sh -c \
  '"$0" --programs "$1" --samples "$2/samples" "$3" > "$1/$$.out" 2>&1 || { echo "$3"; cat "$1/$$.out" >&2; }' \
  "$run_case" "$programs" "$source" '{}')
echo "$(printf '%s\n' tests/cases/*/*/ | wc -l) cases with $threads threads and blocks of $block bytes," \
  "$(printf '%s' "$failed" | grep -c .) failed"
printf '%s\n' "$failed"
test -z "$failed"
