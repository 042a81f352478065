#include "cli_help.h"

namespace linehaul {

const char* const kSummary =
    "linehaul reads the invoice CSVs of parcel carriers and writes one JSON line per charge.\n"
    "\n"
    "  linehaul normalize may.csv > items.jsonl     every charge of an invoice, one JSON line each\n"
    "  cat may.csv | linehaul normalize             the same from a pipe\n"
    "  linehaul check may.csv                       is every cent of the invoice among the items?\n"
    "\n"
    "Commands: normalize, check, explain, formats, tags. linehaul COMMAND --help lists\n"
    "the options of each, man linehaul has it all.\n";

const char* const kNormalizeHelp =
    "usage: linehaul normalize [OPTIONS] [FILE...]\n"
    "  linehaul normalize may.csv june.csv | jq .net_cost\n"
    "  linehaul normalize --rejects bad.jsonl -o items.jsonl invoices/*.csv\n"
    "Writes one JSON line per charge. No FILE, or -, is standard input.\n"
    "\n"
    "  -o, --output FILE         write here, whole or not at all; --output-dir DIR: a file for each input\n"
    "      --to FORM             jsonl (default) or csv; --columns LIST: only these keys, raw.COLUMN, "
    "tags.NAME\n"
    "      --no-formula-guard, --bom   of csv: for databases, for Excel; --compress gz|zst\n"
    "      --rejects FILE        records that cannot be read, as JSON Lines\n"
    "      --strict              stop at the first such record\n"
    "  -r, --recursive           a folder stands for the invoices below it\n"
    "      --files-from FILE     a list of more files to read; - is standard input\n"
    "      --from FORMAT         as linehaul formats lists them; found from the content otherwise\n"
    "      --schema FILE         a format's schema, replaces the built-in one of its name\n"
    "      --raw WHICH           cells of the source row: nonempty (default), all, none\n"
    "      --amounts STYLE       number (default) or string\n"
    "      --compat trackstar    only the keys, ids and items that the hosted API documents\n"
    "      --informational       rows that carry no charge of their own are items too\n"
    "      --currency CODE       for files that state none\n"
    "      --tracking FILE       sales_order_no and tracking_number, to split sales orders\n"
    "      --invoice-id ID, --invoice-date DATE   for rows that state none\n"
    "      --summary FILE        counts and exact sums as JSON\n"
    "      --rules FILE          tag rules, see linehaul-tag-rules(5)\n"
    "      --where FIELD[TEST]=VALUE   only items for which it holds, as net_cost[gte]=10\n"
    "      --duplicates HOW      charges that two inputs have: warn (default), skip, fail\n"
    "      --no-check            do not name totals that differ\n"
    "      --delimiter CHAR      instead of the one the file shows; \\t is a tab\n"
    "      --decimal-mark MARK   point or comma, instead of what the file shows\n"
    "      --date-order ORDER    dmy or mdy, instead of what the file shows\n"
    "      --encoding NAME       utf-8, windows-1252, iso-8859-1, utf-16le, utf-16be\n"
    "      --max-record-size N   bytes a record may have (16777216)\n"
    "      --max-expansion N, --max-members N   times its size, files a packed file may hold\n"
    "      --threads N           how many work at once; auto (default): two for a large file, else one\n"
    "Exit status: 0 done, 1 look at standard error, 2 usage, 3 unreadable input, 4 unwritable output, 70 a "
    "bug.\n";

const char* const kRecordsHelp =
    "usage: linehaul records [--delimiter CHAR] [--quote CHAR] [--max-record-size N] [FILE]\n"
    "Prints the records of any CSV file as the reader sees them, one JSON array a line.\n";

const char* const kCheckHelp =
    "usage: linehaul check [OPTIONS] [FILE...]\n"
    "  linehaul check invoices/*.csv\n"
    "Writes no items and prints the proof: per file and invoice what was read, what it\n"
    "adds up to, what the file declares, and the verdict.\n"
    "\n"
    "      --json            the same as one JSON object\n"
    "      --summary FILE    the same JSON to a file\n"
    "The other options are those of linehaul normalize but for those that say where\n"
    "and how line items are written. Exit status: 0 proven or not provable, 1 not proven.\n";

const char* const kExplainHelp =
    "usage: linehaul explain [--json] [OPTIONS] FILE[:LINE]\n"
    "  linehaul explain may.csv       what the file is and why\n"
    "  linehaul explain may.csv:17    what becomes of the record on line 17, field by field\n"
    "\n"
    "      --json          one JSON object\n"
    "      --rules FILE    with LINE: which rules match, and which test fails in the others\n"
    "The options that say how to read are those of linehaul normalize.\n";

const char* const kFormatsHelp =
    "usage: linehaul formats [NAME]\n"
    "  linehaul formats                   the formats, and what gross, net and tax mean in each\n"
    "  linehaul formats NAME > mine.json  the schema of one, to be edited and given to --schema\n";

const char* const kTagsHelp =
    "usage: linehaul tags COMMAND ...\n"
    "  linehaul tags check rules.json may.csv         is the file right, what does it match?\n"
    "  linehaul tags apply rules.json items.jsonl     tags existing line items\n"
    "  linehaul tags list items.jsonl                 each tag with its sums\n"
    "\n"
    "Commands: check, apply, export, import, list. man linehaul-tag-rules describes the rules.\n";

const char* const kTagsCheckHelp =
    "usage: linehaul tags check [--json] [OPTIONS] RULES [FILE...]\n"
    "  linehaul tags check rules.json                 is the rule file right?\n"
    "  linehaul tags check rules.json may.csv         and how many items does each rule match?\n"
    "FILE is an invoice, or line items as JSON Lines; - is line items from standard input.\n"
    "\n"
    "      --json    one JSON object\n"
    "The options that say how to read an invoice are those of linehaul normalize. Exit\n"
    "status: 0 fine, 1 a rule can never take effect or tags are dropped, 2 a mistake.\n";

const char* const kTagsApplyHelp =
    "usage: linehaul tags apply [OPTIONS] RULES [ITEMS...]\n"
    "  linehaul tags apply rules.json items.jsonl > tagged.jsonl\n"
    "Applies rules to the tags that line items have; every other byte of a line stays. No\n"
    "ITEMS, or -, is standard input.\n"
    "\n"
    "  -o, --output FILE     write here, whole or not at all\n"
    "      --rejects FILE    lines that are no line items, as JSON Lines\n"
    "      --where FIELD[TEST]=VALUE   only items for which it holds, as net_cost[gte]=10\n";

const char* const kTagsExportHelp =
    "usage: linehaul tags export [--to csv|jsonl] [-o FILE] [--rejects FILE] [ITEMS...]\n"
    "  linehaul tags export items.jsonl > tags.csv\n"
    "One row per item: id and tags, the tags as a JSON list, for tags import.\n";

const char* const kTagsImportHelp =
    "usage: linehaul tags import [-o FILE] [--rejects FILE] CHANGES [ITEMS...]\n"
    "  linehaul tags import tags.csv items.jsonl > tagged.jsonl\n"
    "CHANGES is CSV or JSON Lines with id and one or more of tags (replaces the list),\n"
    "_add_tags and _remove_tags: a JSON list, or names with commas between them. Blank\n"
    "cells change nothing. Exit status 1: an id was not found or a row is wrong.\n";

const char* const kTagsListHelp =
    "usage: linehaul tags list [--json] [-o FILE] [--rejects FILE] [ITEMS...]\n"
    "  linehaul normalize --rules rules.json may.csv | linehaul tags list\n"
    "Each tag with its number of items and exact sums by currency.\n";

}  // namespace linehaul
