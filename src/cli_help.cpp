#include "cli_help.h"

namespace linehaul {

const char* const kSummary =
    "linehaul: every charge of a parcel carrier's invoice as a line of JSON\n"
    "\n"
    "  linehaul normalize may.csv > items.jsonl     convert an invoice\n"
    "  cat may.csv | linehaul normalize             the same from a pipe\n"
    "  linehaul check may.csv                       prove every cent of it\n"
    "\n"
    "normalize   every charge of invoices, a line of JSON each\n"
    "check       are the charges the invoice? by file, invoice and currency\n"
    "explain     what a file is, what becomes of a line of it, and why\n"
    "formats     the formats that are known, and their schemas\n"
    "tags        check tag rules, apply them, change tags in a table\n"
    "Options: linehaul COMMAND --help. All of it: man linehaul.\n";

const char* const kNormalizeHelp =
    "usage: linehaul normalize [OPTION...] [FILE...]\n"
    "  linehaul normalize may.csv june.csv | jq .net_cost\n"
    "  linehaul normalize --rejects bad.jsonl -o items.jsonl invoices/*.csv\n"
    "Writes one JSON line per charge. No FILE, or -, is standard input.\n"
    "\n"
    "  -o, --output FILE; --output-dir DIR    one file, or one for each input\n"
    "  --to csv; --columns LIST; --bom; --no-formula-guard; --compress gz|zst   form\n"
    "  --rejects FILE, --strict    rows that cannot be read: keep them; stop at one\n"
    "  -r, --recursive; --files-from LIST    what is in folders; files of a list\n"
    "  --from FORMAT, --schema FILE    not by content; a format of your own\n"
    "  --raw nonempty|all|none; --amounts number|string; --compat trackstar   items\n"
    "  --informational             rows without a charge of their own are items too\n"
    "  --currency CODE, --invoice-id ID, --invoice-date DATE   if the file has none\n"
    "  --tracking FILE             parcels of Royal Mail sales orders\n"
    "  --rules FILE                tag rules, see linehaul-tag-rules(5)\n"
    "  --where FIELD[TEST]=VALUE   only items for which it holds: net_cost[gte]=10\n"
    "  --duplicates warn|skip|fail charges that two inputs have\n"
    "  --summary FILE, --no-check  exact sums as JSON; do not name differing totals\n"
    "  --delimiter CHAR, --decimal-mark point|comma, --date-order dmy|mdy,\n"
    "  --encoding NAME             instead of what the file shows\n"
    "  --max-record-size, --max-expansion, --max-members, --threads N    limits\n"
    "  -q, --quiet; -v, --verbose; --progress always|never; --log-format json\n"
    "Exit status: 0 done, 1 done but look, 2 usage, 3 input, 4 output, 70 a bug\n";

const char* const kRecordsHelp =
    "usage: linehaul records [OPTION...] [FILE]\n"
    "  linehaul records --delimiter ';' may.csv | head -n 2\n"
    "Prints the records of any CSV file as the reader sees them, a JSON array each.\n"
    "\n"
    "  --delimiter CHAR, --quote CHAR    instead of a comma and a double quote\n"
    "  --max-record-size BYTES, -q, --quiet, --log-format text|json\n";

const char* const kCheckHelp =
    "usage: linehaul check [OPTION...] [FILE...]\n"
    "  linehaul check invoices/*.csv\n"
    "Writes no items and prints the proof: per file and invoice what was read, what\n"
    "it adds up to, what the file declares, and the verdict.\n"
    "\n"
    "  --json            the same as one JSON object\n"
    "  --summary FILE    the same JSON to a file\n"
    "The other options are those of linehaul normalize but for where and how line\n"
    "items are written. Exit status: 0 proven or not provable, 1 not proven.\n";

const char* const kExplainHelp =
    "usage: linehaul explain [OPTION...] FILE[:LINE]\n"
    "  linehaul explain may.csv       what the file is and why\n"
    "  linehaul explain may.csv:17    what becomes of the record on line 17\n"
    "\n"
    "  --json          one JSON object\n"
    "  --rules FILE    with LINE: which rules match, and which test fails in others\n"
    "  -q, --log-format text|json    messages\n"
    "The options that say how to read are those of linehaul normalize.\n";

const char* const kFormatsHelp =
    "usage: linehaul formats [NAME]\n"
    "  linehaul formats                   the formats, and what gross and net mean\n"
    "  linehaul formats NAME > mine.json  the schema of one, to edit for --schema\n";

const char* const kTagsHelp =
    "usage: linehaul tags COMMAND ...\n"
    "  linehaul tags check rules.json may.csv         is it right, what matches?\n"
    "  linehaul tags apply rules.json items.jsonl     tags existing line items\n"
    "  linehaul tags list items.jsonl                 each tag with its sums\n"
    "\n"
    "Commands: check, apply, export, import, list. Rules: man linehaul-tag-rules.\n";

const char* const kTagsCheckHelp =
    "usage: linehaul tags check [OPTION...] RULES [FILE...]\n"
    "  linehaul tags check rules.json             is the rule file right?\n"
    "  linehaul tags check rules.json may.csv     and what does each rule match?\n"
    "FILE is an invoice, or line items as JSON Lines; - is line items from\n"
    "standard input.\n"
    "\n"
    "  --json    one JSON object\n"
    "  -q, --log-format text|json    messages\n"
    "The options that say how to read an invoice are those of linehaul normalize.\n"
    "Exit status: 0 fine, 1 a rule has no effect or tags are dropped, 2 a mistake.\n";

const char* const kTagsApplyHelp =
    "usage: linehaul tags apply [OPTION...] RULES [ITEMS...]\n"
    "  linehaul tags apply rules.json items.jsonl > tagged.jsonl\n"
    "Applies rules to the tags that line items have; every other byte of a line\n"
    "stays. No ITEMS, or -, is standard input.\n"
    "\n"
    "  -o, --output FILE           write here, whole or not at all\n"
    "  --rejects FILE              lines that are no line items, as JSON Lines\n"
    "  --where FIELD[TEST]=VALUE   only items for which it holds: net_cost[gte]=10\n"
    "  -q, --log-format text|json  messages\n";

const char* const kTagsExportHelp =
    "usage: linehaul tags export [OPTION...] [ITEMS...]\n"
    "  linehaul tags export items.jsonl > tags.csv\n"
    "One row per item: id and tags, the tags as a JSON list, for tags import.\n"
    "\n"
    "  --to csv|jsonl, -o FILE, --rejects FILE, -q, --log-format text|json\n";

const char* const kTagsImportHelp =
    "usage: linehaul tags import [OPTION...] CHANGES [ITEMS...]\n"
    "  linehaul tags import tags.csv items.jsonl > tagged.jsonl\n"
    "CHANGES is CSV or JSON Lines with id and one or more of tags (replaces the\n"
    "list), _add_tags and _remove_tags: a JSON list, or names with commas between\n"
    "them. Blank cells change nothing.\n"
    "\n"
    "  -o FILE, --rejects FILE, -q, --log-format text|json\n"
    "Exit status 1: an id was not found or a row is wrong.\n";

const char* const kTagsListHelp =
    "usage: linehaul tags list [OPTION...] [ITEMS...]\n"
    "  linehaul normalize --rules rules.json may.csv | linehaul tags list\n"
    "Each tag with its number of items and exact sums by currency.\n"
    "\n"
    "  --json, -o FILE, --rejects FILE, -q, --log-format text|json\n";

}  // namespace linehaul
