# Completion of linehaul for bash. Made by make.py from options.txt, which is the file to change.

_linehaul() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' options='' words='' i
  # bash makes three words of --raw=all
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case "$command:${COMP_WORDS[i]}" in
      :normalize | :check | :explain | :formats | :records | :tags | :help) command=${COMP_WORDS[i]} ;;
      tags:check | tags:apply | tags:export | tags:import | tags:list) command="tags ${COMP_WORDS[i]}" ;;
    esac
  done
  case $command in
    'normalize') options='-o --output --output-dir --compress --to --columns --no-formula-guard --bom --raw --amounts --compat -r --recursive --files-from --rejects --strict --summary --no-check --rules --where --duplicates --threads -v --verbose --progress -q --quiet --log-format --from --schema --informational --currency --tracking --invoice-id --invoice-date --delimiter --decimal-mark --date-order --encoding --max-record-size --max-expansion --max-members' ;;
    'check') options='--json -r --recursive --files-from --rejects --strict --summary --no-check --rules --where --duplicates --threads -v --verbose --progress -q --quiet --log-format --from --schema --informational --currency --tracking --invoice-id --invoice-date --delimiter --decimal-mark --date-order --encoding --max-record-size --max-expansion --max-members' ;;
    'explain') options='-q --quiet --log-format --json --rules --from --schema --informational --currency --tracking --invoice-id --invoice-date --delimiter --decimal-mark --date-order --encoding --max-record-size --max-expansion --max-members' ;;
    'formats') words="$(linehaul formats 2>/dev/null | sed -n 's/^\([a-z0-9_]\{1,\}\) .*/\1/p')" ;;
    'records') options='-q --quiet --log-format --delimiter --quote --max-record-size' ;;
    'tags') words="check apply export import list" ;;
    'tags check') options='-q --quiet --log-format --json --from --schema --informational --currency --tracking --invoice-id --invoice-date --delimiter --decimal-mark --date-order --encoding --max-record-size --max-expansion --max-members' ;;
    'tags apply') options='--where -q --quiet --log-format -o --output --rejects --max-expansion --max-members' ;;
    'tags export') options='--to -q --quiet --log-format -o --output --rejects --max-expansion --max-members' ;;
    'tags import') options='-q --quiet --log-format -o --output --rejects --max-expansion --max-members' ;;
    'tags list') options='--json -q --quiet --log-format -o --output --rejects --max-expansion --max-members' ;;
    'help') words="normalize check explain formats records tags" ;;
    '') words="normalize check explain formats records tags help"; options='--version' ;;
  esac
  # What an option takes; where nothing is offered, bash offers files.
  case $prev in
    -o | --output | --output-dir | --files-from | --rejects | --summary | --rules | --schema | --currency | --tracking | --invoice-id | --invoice-date | --delimiter | --max-record-size | --max-expansion | --max-members | --quote) return ;;
    --compress) words="gz zst"; options='' ;;
    --to) words="jsonl csv"; options='' ;;
    --columns | --where) words="id= transaction_date= account_id= invoice_id= tracking_number= gross_cost= net_cost= charge_description= trackstar_tags= carrier= currency= charge_code= charge_detail= raw."; options='' ;;
    --raw) words="nonempty all none"; options='' ;;
    --amounts) words="number string"; options='' ;;
    --compat) words="trackstar"; options='' ;;
    --duplicates) words="warn skip fail"; options='' ;;
    --threads) words="auto 1 2"; options='' ;;
    --progress) words="auto always never"; options='' ;;
    --log-format) words="text json"; options='' ;;
    --from) words="$(linehaul formats 2>/dev/null | sed -n 's/^\([a-z0-9_]\{1,\}\) .*/\1/p')"; options='' ;;
    --decimal-mark) words="point comma"; options='' ;;
    --date-order) words="dmy mdy"; options='' ;;
    --encoding) words="utf-8 utf8 windows-1252 cp1252 iso-8859-1 latin1 utf-16le utf-16be"; options='' ;;
    --to) words="csv jsonl"; options='' ;;
  esac
  if [[ $cur == -* ]]; then words="$options --help"; fi
  [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
  if [[ ${COMPREPLY[*]} == *[=.] ]]; then compopt -o nospace 2> /dev/null; fi
}

complete -o default -F _linehaul linehaul
