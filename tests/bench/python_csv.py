"""Python's csv and json doing linehaul's work: python3 python_csv.py ups|usps FILE

Amounts are Decimals and are written as strings, because json writes no Decimal.
"""

import csv
import json
import sys
from decimal import Decimal

CHARGES = {"FRT": "Transportation Charges", "FSC": "Fuel Surcharges", "ACC": "Accessorial Charges", "TAX": "Taxes",
           "GOV": "Government Charges", "BRK": "Brokerage Charges", "EXM": "Exemptions", "MSC": "Miscellaneous Charges"}


def ups(raw):
    cell, lead, tracking = raw.get, raw["Lead Shipment Number"], raw["Tracking Number"]
    kind, code = raw["Charge Classification Code"], cell("Charge Description Code")
    if kind == "INF":
        return None
    base = lead if lead == tracking else f"{lead}~{tracking}"
    charge = ".".join((cell("Charge Category Detail Code"), kind, code)).lower()
    net = Decimal(raw["Net Amount"])
    return {"id": f"{base}:{raw['Invoice Number']}:{charge}",
            "transaction_date": f"{raw['Transaction Date']}T00:00:00Z", "account_id": cell("Account Number"),
            "invoice_id": raw["Invoice Number"], "tracking_number": tracking,
            "gross_cost": str(net + Decimal(raw["Incentive Amount"])), "net_cost": str(net),
            "charge_description": CHARGES.get(kind) or cell("Charge Description"), "trackstar_tags": [],
            "carrier": "ups", "currency": cell("Transaction Currency Code") or cell("Invoice Currency Code"),
            "charge_code": code or kind, "charge_detail": cell("Charge Description"), "raw": raw}


def usps(raw):
    cell, pic, kind = raw.get, raw["Package Identification Code (PIC)"], raw["Transaction Type"]
    cost = Decimal(cell("Postage") or raw["Transaction Amount"])
    if raw["Transaction Amount"].startswith("-"):
        cost = -abs(cost)
    return {"id": f"{pic}:{raw['EPS Transaction ID']}:{kind.lower().replace(' ', '-')}",
            "transaction_date": raw["Transaction Date/Time"].replace(" ", "T") + "Z",
            "account_id": cell("EPS Account #"), "invoice_id": raw["EPS Transaction ID"], "tracking_number": pic,
            "gross_cost": str(cost), "net_cost": str(cost), "charge_description": kind, "trackstar_tags": [],
            "carrier": "usps", "currency": "USD", "charge_code": None, "charge_detail": None, "raw": raw}


def main():
    item = {"ups": ups, "usps": usps}[sys.argv[1]]
    write = sys.stdout.write
    with open(sys.argv[2], newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        header = next(rows)
        for row in rows:
            line = item({name: text for name, text in zip(header, row) if text})
            if line:
                write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


main()
