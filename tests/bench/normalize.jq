# jq doing linehaul's work: jq -ncR --arg format ups|usps -f normalize.jq FILE

# Of a line the cells. Commas within quotes are hidden for a while; line breaks within quotes are not understood.
def cells:
  if contains("\"") then
    split("\"") as $parts
    | [range($parts | length) as $i
       | $parts[$i]
       | if $i % 2 == 1 then split(",") | join("\u001f")
         elif . == "" and $i > 0 and $i < ($parts | length) - 1 then "\"" # a doubled quote
         else . end]
    | join("") | split(",") | map(split("\u001f") | join(","))
  else split(",") end;

# The rows as objects of their non-empty cells. Of the ways tried this took the least time; from_entries took twice it.
def rows:
  (input | cells) as $names
  | inputs | cells as $cells
  | reduce (range($cells | length) | select($cells[.] != "")) as $i ({}; .[$names[$i]] = $cells[$i]);

# jq has only binary floating point: whole cents, divided once, come out right.
def cents: tonumber * 100 | round;

def charge_texts: {
  FRT: "Transportation Charges", FSC: "Fuel Surcharges", ACC: "Accessorial Charges", TAX: "Taxes",
  GOV: "Government Charges", BRK: "Brokerage Charges", EXM: "Exemptions", MSC: "Miscellaneous Charges"};

def ups:
  select(."Charge Classification Code" != "INF")
  | {id: (."Lead Shipment Number"
          + (if ."Tracking Number" != ."Lead Shipment Number" then "~" + ."Tracking Number" else "" end)
          + ":" + ."Invoice Number" + ":"
          + (."Charge Category Detail Code" + "." + ."Charge Classification Code" + "." + ."Charge Description Code"
             | ascii_downcase)),
     transaction_date: (."Transaction Date" + "T00:00:00Z"),
     account_id: ."Account Number", invoice_id: ."Invoice Number", tracking_number: ."Tracking Number",
     gross_cost: (((."Net Amount" | cents) + (."Incentive Amount" | cents)) / 100),
     net_cost: ((."Net Amount" | cents) / 100),
     charge_description: (charge_texts[."Charge Classification Code"] // ."Charge Description"),
     trackstar_tags: [], carrier: "ups",
     currency: (."Transaction Currency Code" // ."Invoice Currency Code"),
     charge_code: (."Charge Description Code" // ."Charge Classification Code"),
     charge_detail: ."Charge Description", raw: .};

def usps:
  (((.Postage // ."Transaction Amount") | cents | fabs)
   * (if ."Transaction Amount" | startswith("-") then -1 else 1 end) / 100) as $cost
  | {id: (."Package Identification Code (PIC)" + ":" + ."EPS Transaction ID" + ":"
          + (."Transaction Type" | ascii_downcase | split(" ") | join("-"))),
     transaction_date: ((."Transaction Date/Time" | split(" ") | join("T")) + "Z"),
     account_id: ."EPS Account #", invoice_id: ."EPS Transaction ID",
     tracking_number: ."Package Identification Code (PIC)", gross_cost: $cost, net_cost: $cost,
     charge_description: ."Transaction Type", trackstar_tags: [], carrier: "usps", currency: "USD",
     charge_code: null, charge_detail: null, raw: .};

rows | if $format == "ups" then ups else usps end
