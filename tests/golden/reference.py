#!/usr/bin/env python3
"""A second, deliberately plain reading of the carrier formats: the test oracle.

    reference.py FORMAT FILE [--raw nonempty|all|none] [--compat trackstar] [--tracking FILE]

Writes to standard output, byte for byte, the JSON Lines that `linehaul normalize FILE` must
write. It is written from the format descriptions alone and shares nothing with the C++ program.
It reads documented files only: whatever it does not know (a date with slashes, a currency sign
beside an amount, bytes that are not UTF-8) raises an error. It never guesses.
"""

import argparse
import csv
import datetime
import decimal
import io
import pathlib
import re
import sys
from collections import Counter, namedtuple
from decimal import Decimal

# Exact or not at all: an operation that would have to round raises instead.
decimal.setcontext(decimal.Context(prec=80, traps=[decimal.Inexact, decimal.InvalidOperation]))

CARRIERS = {
    "ups": "ups", "fedex_us": "fedex", "fedex_international": "fedex", "usps": "usps",
    "dhl_ecommerce": "dhl_ecommerce", "dhl_express": "dhl_express", "dpd": "dpd",
    "royal_mail": "royal_mail", "royal_mail_sap_bex": "royal_mail",
}
# Formats whose files state no decimal mark of their own; the others write a point.
MARK_NOT_KNOWN = {"dpd", "dhl_express", "fedex_international"}
# Formats whose rows may end early: the missing cells are blank.
SHORT_ROWS = {"ups", "dhl_ecommerce"}
BLANKS = " \t\r\n\v\f\u00a0\u202f"


class Unreadable(Exception):
    """A cell or a row this script has no rule for."""


# --- Text -------------------------------------------------------------------------------------

def trim(text):
    return text.strip(BLANKS)


def plain_name(name):
    """Header names compare without case and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", name.lower()))


def slug(text):
    """`Label Purchase` -> `label-purchase`; only ASCII letters and digits survive."""
    kept = "".join(c.lower() if c.isascii() else "-" for c in text)
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-") or "-"


def percent_encode(text):
    safe = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    return "".join(chr(b) if b in safe else f"%{b:02X}" for b in text.encode("utf-8"))


def json_string(text):
    if text is None:
        return "null"
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(short.get(c) or (c if c >= " " else f"\\u{ord(c):04x}") for c in text) + '"'


# --- Money and dates --------------------------------------------------------------------------

class Amounts:
    """Reads amounts. One mark with exactly three digits behind it (`1.234`) is settled by the
    rest of the file, so the file is gone through twice: once to learn the mark, once to read."""

    def __init__(self, mark_by_default):
        self.learning = True
        self.marks = set()
        self.mark_by_default = mark_by_default

    def file_mark(self):
        return next(iter(self.marks)) if len(self.marks) == 1 else self.mark_by_default

    def read(self, text):
        text = trim(text)
        if text in ("", "-", "--"):
            return None
        negative = False
        if text.startswith("(") and text.endswith(")"):
            negative, text = True, text[1:-1]
        elif text.endswith("-"):
            negative, text = True, text[:-1]
        elif text[0] in "+-":
            negative, text = text[0] == "-", text[1:]
        value = self.magnitude(text)
        return -value if negative else value

    def magnitude(self, text):
        points, commas = text.count("."), text.count(",")
        if points + commas == 0:
            decimal_mark = None
        elif points and commas:
            decimal_mark = max(".", ",", key=text.rfind)
            self.marks.add(decimal_mark)
        elif points + commas > 1:
            decimal_mark = None
            self.marks.add("," if points else ".")
        else:
            decimal_mark = "." if points else ","
            if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text):
                if not self.learning and self.file_mark() is None:
                    raise Unreadable(f"ambiguous amount {text!r}")
                if self.file_mark() != decimal_mark:
                    decimal_mark = None
            else:
                self.marks.add(decimal_mark)
        whole, _, fraction = text.partition(decimal_mark) if decimal_mark else (text, "", "")
        if not re.fullmatch(r"[0-9]*|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]{0,2}(\.[0-9]{3})+", whole) \
                or not re.fullmatch(r"[0-9]*", fraction) or not (whole or fraction):
            raise Unreadable(f"not an amount: {text!r}")
        digits = re.sub(r"[.,]", "", whole) or "0"
        return Decimal(f"{digits}.{fraction}" if fraction else digits)


def json_number(value):
    text = format(value, "f")
    return text.lstrip("-") if value == 0 else text


MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DATE = re.compile(
    r"(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)|(?P<y2>\d{4})(?P<m2>\d\d)(?P<d2>\d\d)"
    r"|(?P<d3>\d{1,2})-(?P<m3>[A-Za-z]{3})-(?P<y3>\d{4})|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))"
    r"(?:[ T](?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?", re.ASCII)


def timestamp(text):
    """`31-Mar-2026` -> `2026-03-31T00:00:00Z`; a blank cell -> None."""
    text = trim(text)
    if not text:
        return None
    found = DATE.fullmatch(text)
    if not found:
        raise Unreadable(f"not a date: {text!r}")
    part = found.groupdict()
    form = next(n for n in "1234" if part["y" + n])
    month = MONTHS.index(part["m3"].lower()) + 1 if form == "3" else int(part["m" + form])
    when = datetime.datetime(int(part["y" + form]), month, int(part["d" + form]),
                             int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0))
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


# --- Files ------------------------------------------------------------------------------------

def read_rows(path, delimiter=","):
    text = pathlib.Path(path).read_bytes().decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [row for row in rows if any(trim(cell) for cell in row)]


class Header:
    """The names of a file's columns, and the cells of a row by name."""

    def __init__(self, names):
        self.names = [trim(name) for name in names]
        self.plain = [plain_name(name) for name in names]

    def at(self, name):
        """Position of a column, None when the file has no such column."""
        wanted = plain_name(name)
        return self.plain.index(wanted) if wanted in self.plain else None

    def cell(self, row, *names):
        """Trimmed text under the first of these names that the file has."""
        for name in names:
            position = self.at(name)
            if position is not None:
                return trim(row[position]) if position < len(row) else ""
        return ""

    def raw_names(self):
        """Repeats are numbered (`Name (2)`); a blank name is `column N`."""
        given = []
        for i, name in enumerate(self.names):
            name = unique = name or f"column {i + 1}"
            n = 2
            while unique in given:
                unique = f"{name} ({n})"
                n += 1
            given.append(unique)
        return given


# One charge. `base` and `charge` feed the id; `documented_id` is what --compat trackstar writes.
Item = namedtuple("Item", "base charge documented_id date account invoice tracking gross net "
                          "description currency code detail header row")


def item(header, row, date, account, invoice, tracking, gross, net, description, currency,
         code=None, detail=None, base=None, charge=None, documented_id=None):
    description = description or "Unspecified charge"
    return Item(base or tracking, charge or slug(code or description), documented_id, timestamp(date),
                account or None, invoice or None, tracking or None, gross, net, description,
                currency.upper() or None, code or None, detail or None, header, row)


# --- Formats where a row is a charge ----------------------------------------------------------

UPS_CLASSES = {
    "FRT": "Transportation Charges", "FSC": "Fuel Surcharges", "ACC": "Accessorial Charges",
    "TAX": "Taxes", "GOV": "Government Charges", "BRK": "Brokerage Charges", "EXM": "Exemptions",
    "MSC": "Miscellaneous Charges", "INF": "Informational",
}


def ups(rows, amounts, options):
    header = Header(rows[0])
    for row in rows[1:]:
        cell = lambda *names: header.cell(row, *names)
        code_class, code = cell("Charge Classification Code"), cell("Charge Description Code")
        net, incentive = amounts.read(cell("Net Amount")), amounts.read(cell("Incentive Amount"))
        amounts.read(cell("Invoice Amount"))
        if net is None:
            raise Unreadable("UPS row without Net Amount")
        if code_class == "INF" and not options.compat:
            continue
        parts = [cell("Charge Category Detail Code"), code_class, code]
        lead = cell("Lead Shipment Number")
        yield item(
            header, row, cell("Transaction Date"), cell("Account Number"), cell("Invoice Number"),
            cell("Tracking Number"), net if incentive is None else net + incentive, net,
            UPS_CLASSES.get(code_class) or cell("Charge Description") or code_class,
            cell("Transaction Currency Code") or cell("Invoice Currency Code"),
            code=code or code_class, detail=cell("Charge Description"), base=lead,
            charge=".".join(slug(part) for part in parts if part) or "-", documented_id=lead)


def usps(rows, amounts, _options):
    header = Header(rows[0])
    for row in rows[1:]:
        cell = lambda *names: header.cell(row, *names)
        cost, transaction = amounts.read(cell("Postage")), amounts.read(cell("Transaction Amount"))
        if cost is None:
            cost = transaction
        elif transaction is not None and transaction < 0 < cost:
            cost = -cost
        if cost is None:
            raise Unreadable("USPS row without Postage and Transaction Amount")
        pic = cell("Package Identification Code (PIC)")
        yield item(header, row, cell("Transaction Date/Time"), cell("EPS Account #"),
                   cell("EPS Transaction ID"), pic, cost, cost, cell("Transaction Type"), "USD",
                   documented_id=pic)


def royal_mail(rows, amounts, _options):
    header = Header(rows[0])
    for row in rows[1:]:
        cell = lambda *names: header.cell(row, *names)
        gross, net = amounts.read(cell("gross_cost")), amounts.read(cell("net_cost"))
        if gross is None or net is None:
            raise Unreadable("Royal Mail row without its costs")
        words = [cell("product_name"), cell("class_of_mail"), "RTS" if cell("source_type") == "rts" else ""]
        yield item(header, row, cell("invoice_date"), cell("account_number"), cell("invoice_number"),
                   cell("tracking_number"), gross, net, " ".join(w for w in words if w), "GBP")


# --- Royal Mail SAP BEx: an order, shared out over its parcels --------------------------------

def read_tracking(path):
    """Sales order -> its tracking numbers in the order of the file, each once."""
    numbers = {}
    if path:
        rows = read_rows(path)
        header = Header(rows[0])
        for row in rows[1:]:
            order, number = header.cell(row, "sales_order_no"), header.cell(row, "tracking_number")
            if order and number and number not in numbers.setdefault(order, []):
                numbers[order].append(number)
    return numbers


def shares(value, count):
    """Cut toward zero at four decimals; the last share takes what is left."""
    if count == 1:
        return [value]
    units = value * 10000
    if units != int(units):
        raise Unreadable(f"more than four decimals: {value}")
    one = abs(int(units)) // count * (-1 if value < 0 else 1)
    units_of_each = [one] * (count - 1) + [int(units) - one * (count - 1)]
    return [Decimal(u).scaleb(-4) for u in units_of_each]


def royal_mail_sap_bex(rows, amounts, options):
    tracking = read_tracking(options.tracking)
    names_at = next(i for i, row in enumerate(rows) if "Sales Order No." in [trim(c) for c in row])
    header = Header(rows[names_at])
    for row in rows[names_at + 1:]:
        if any(trim(cell) == "Overall Result" for cell in row):
            continue
        # By position: the names row is informative only. `#` is SAP's "not assigned".
        cell = lambda number: "" if trim(row[number - 1]) == "#" else trim(row[number - 1])
        order, net, gross = cell(2), amounts.read(cell(33)), amounts.read(cell(35))
        if net is None or gross is None:
            raise Unreadable("Royal Mail row without its values")
        parcels = tracking.get(order) or [""]
        description = " ".join(w for w in (cell(15), cell(16)) if w)
        for parcel, net_share, gross_share in zip(parcels, shares(net, len(parcels)), shares(gross, len(parcels))):
            yield item(header, row, cell(7), cell(8), cell(6), parcel, gross_share, net_share,
                       description, "GBP", base=parcel or order)


# --- FedEx: charges in repeated pairs ---------------------------------------------------------

SUBTOTALS = {"net transportation charges", "subtotal", "import/export subtotal", "tax subtotal", "non-trans charges"}


def fedex_pairs(header, row, amounts, description_name, amount_name):
    """(label, amount) of the pairs that hold a charge: no blanks, no zeros, no subtotals."""
    wanted = (plain_name(description_name), plain_name(amount_name))
    for i in range(len(header.plain) - 1):
        if (header.plain[i], header.plain[i + 1]) == wanted:
            label, amount = trim(row[i]), amounts.read(row[i + 1])
            if label.lower() in SUBTOTALS or label.lower().endswith("subtotal"):
                continue
            if amount:
                yield label, amount


def fedex_us(rows, amounts, _options):
    header = Header(rows[0])
    for row in rows[1:]:
        cell = lambda *names: header.cell(row, *names)
        charges = list(fedex_pairs(header, row, amounts, "Tracking ID Charge Description", "Tracking ID Charge Amount"))
        freight, total = amounts.read(cell("Transportation Charge Amount")), amounts.read(cell("Net Charge Amount"))
        pairs = sum((amount for _, amount in charges), Decimal(0))
        if freight and (total is None or pairs != total):
            labelled = any(label.lower() == "transportation charge" for label, _ in charges)
            if pairs + freight == total or not labelled:
                charges.insert(0, ("Transportation Charge", freight))
        for label, amount in charges:
            yield item(header, row, cell("Invoice Date"), cell("Bill to Account Number"), cell("Invoice Number"),
                       cell("Express or Ground Tracking ID"), amount, amount, label, "USD")


def fedex_international(rows, amounts, _options):
    header = Header(rows[0])
    for row in rows[1:]:
        cell = lambda *names: header.cell(row, *names)
        amounts.read(cell("Air Waybill Total Amount"))
        for label, amount in fedex_pairs(header, row, amounts, "Air Waybill Charge Label", "Air Waybill Charge Amount"):
            yield item(header, row, cell("Invoice Date"), cell("Bill to Account Number"), cell("FedEx Invoice Number"),
                       cell("Air Waybill Number"), amount, amount, label, cell("Bill to Currency"))


# --- DHL eCommerce: HDR and DTL rows, no header -----------------------------------------------

DHL_ECOMMERCE_TEXTS = {
    "Charge*": "Base Freight Charge", "ZZWS1PRI_Dropoff*": "Dropoff", "ZZWS2PRI_Sort*": "Sort",
    "ZZWS3PRI_Stamp*": "Stamp", "ZZWS4PRI_Machine*": "Machine", "ZZWS5PRI_Manifest*": "Manifest",
    "ZZWS6PRI_BPM*": "Bound Printed Matter", "ZZWS7PRI_NEW*": "Special Service 7",
    "ZZWS8PRI_NEW*": "Special Service 8", "ZZWS9PRI_NEW*": "Special Service 9",
    "ZSC1_Content_Endorsement*": "Content Endorsement", "ZSC2_Unassignable_Addrs*": "Unassignable Address",
    "ZSC3_Special_Handling*": "Special Handling", "ZSC4_Late_Arrival*": "Late Arrival",
    "ZSC5_USPS_Qualif*": "USPS Qualification", "ZSC6_Client_SRD*": "Client-Specific Rate Decision",
    "ZSC7_SC_Irreg*": "Irregularity", "ZRM1_Ret_Unassn_Chg*": "Unassignable Return",
    "ZRM2_Ret_Unprocess_Chg*": "Unprocessable Return", "ZRM3_Ret_Recall_Disc_Chg*": "Recall Discount Return",
    "ZRM4_Ret_Dup_Mail_Chg*": "Duplicate Mail Return", "ZRM5_Ret_Cont_Assur_Chg*": "Contract Assurance Return",
    "ZRM6_Move_Update_Return*": "Move Update Return", "ZRM7_GST_Tax": "GST", "ZRM8_HST_Tax": "HST",
    "ZRM9_PST_Tax": "PST", "ZRM10_VAT_Tax": "VAT", "ZRM11_Duties": "Duties", "ZRM12_Tax": "Other Tax",
    "ZRM13_Paper_Invoice_Fee*": "Paper Invoice Fee", "ZRM14_Screening_Fee*": "Screening Fee",
    "ZRM15_Non_Auto-Flats": "Non-Auto Flats", "ZRM16_ORM_D": "ORM-D Hazardous", "ZFuel*": "Fuel Surcharge",
    "Min_PickupChg*": "Minimum Pickup Charge",
}
RESERVED = range(73, 79)  # said to be always empty; money there is a charge all the same


def dhl_ecommerce(rows, amounts, _options):
    names = (pathlib.Path(__file__).parent / "columns/dhl_ecommerce.txt").read_text("utf-8").splitlines()
    header, invoice, invoice_date = Header(names), "", ""
    for row in rows:
        cell = lambda index: trim(row[index]) if index < len(row) else ""
        if cell(0) == "Invoice":
            continue
        if cell(0) == "HDR":
            invoice, invoice_date = cell(2), cell(3)
            amounts.read(cell(11))
            continue
        if cell(0) != "DTL":
            raise Unreadable(f"record type {cell(0)!r}")
        for index, name in enumerate(names):
            if name not in DHL_ECOMMERCE_TEXTS and index not in RESERVED:
                continue
            amount = amounts.read(cell(index))
            if amount:
                yield item(header, row, cell(8) or invoice_date, cell(1), invoice,
                           cell(10) or cell(12) or cell(11), amount, amount,
                           DHL_ECOMMERCE_TEXTS.get(name, name), "USD", code=name)


# --- DHL Express: I and S rows, charges in numbered groups ------------------------------------

def after_discounts(charge, discounts):
    """A discount brings the charge toward zero, whatever its own sign."""
    off = sum((abs(discount) for discount in discounts), Decimal(0))
    return charge + off if charge < 0 else charge - off


def dhl_express(rows, amounts, options):
    header = Header(rows[0])
    slots = sorted(int(n) for name in header.plain for n in re.findall(r"^xc(\d+) charge$", name))
    account = invoice = ""
    for row in rows[1:]:
        cell = lambda *names: header.cell(row, *names)
        money = lambda *names: amounts.read(cell(*names))
        if cell("Line Type") == "I":
            account, invoice = cell("Billing Account"), cell("Invoice Number")
            continue
        if cell("Line Type") != "S":
            raise Unreadable(f"record type {cell('Line Type')!r}")

        charges = []  # (code, description, charge, net)

        def add(code, description, charge, discounts):
            charge = Decimal(0) if charge is None else charge
            discounts = [d for d in discounts if d is not None]
            if charge or any(discounts):
                charges.append((code, description or code, charge, after_discounts(charge, discounts)))

        add("Weight Charge", "Weight Charge", money("Weight Charge"),
            [money(f"Discount {n} Amount") for n in (1, 2, 3)])
        for n in (1, 2):
            add(f"Other Charges {n}", cell(f"Other Charges {n}"), money(f"Other Charges {n} Amount"), [])
        for n in slots:
            add(cell(f"XC{n} Code"), cell(f"XC{n} Name"), money(f"XC{n} Charge"), [money(f"XC{n} Discount")])

        fee, total = money("Invoice Fee"), money("Total amount (excl. VAT)")
        items_total = sum((net for *_, net in charges), Decimal(0))
        if fee and total is not None and items_total != total and items_total + fee == total:
            add("Invoice Fee", "Invoice Fee", fee, [])
        for code, description, charge, net in charges:
            if options.compat and (code in ("Weight Charge", "Invoice Fee") or code.startswith("Other Charges")):
                continue
            yield item(header, row, cell("Invoice Date"), cell("Billing Account") or account,
                       cell("Invoice Number") or invoice, cell("Shipment Number"), charge, net,
                       description, cell("Currency"), code=code)


# --- DPD: charges in named columns ------------------------------------------------------------

DPD_CHARGES = [
    "Base price", "Energy surcharge", "Toll surcharge", "Peak surcharge", "System return surcharge",
    "Oversized/Overweight surcharge", "Customs surcharge", "Total other surcharges", "Fuel surcharge",
    "Tarief", "Toeslag", "COD Toeslag", "mautpreis", "verzoll_gebuehr",
]


def dpd(rows, amounts, _options):
    header = Header(rows[0])
    known = {plain_name(name) for name in DPD_CHARGES}
    for row in rows[1:]:
        cell = lambda *names: header.cell(row, *names)
        charges = [(name, amounts.read(row[i])) for i, name in enumerate(header.names) if header.plain[i] in known]
        charges = [(name, amount) for name, amount in charges if amount]
        amounts.read(cell("Total amount"))
        total_at = header.at("Totaal")
        if not charges and total_at is not None and amounts.read(row[total_at]):
            charges = [(header.names[total_at], amounts.read(row[total_at]))]  # the only money of the row
        for name, amount in charges:
            yield item(header, row, cell("Invoice date", "Factuurdatum"), cell("Customer number", "Relatienummer"),
                       cell("Invoice number", "Factuur"), cell("Parcel number", "Pakketnummer"), amount, amount,
                       name, "EUR", code=name,
                       base=cell("Parcel number", "Pakketnummer")
                       or cell("Shipment number", "Zendingnummer", "Sendungsnummer"))


# --- Output -----------------------------------------------------------------------------------

def raw_object(one, which):
    """The source row, untrimmed. Cells that a short row lacks do not appear."""
    if any(trim(cell) for cell in one.row[len(one.header.names):]):
        raise Unreadable("more cells than the header has names")
    cells = zip(one.header.raw_names(), one.row)
    return "{" + ",".join(f"{json_string(name)}:{json_string(cell)}"
                          for name, cell in cells if cell or which == "all") + "}"


def json_line(one, carrier, counts, options):
    head = percent_encode(one.base or carrier)
    if one.tracking and one.tracking != (one.base or carrier):
        head += "~" + percent_encode(one.tracking)
    name = f"{head}:{percent_encode(one.invoice or '-')}:{one.charge}"
    counts[name] += 1
    if counts[name] > 1:
        name += f":{counts[name]}"
    if options.compat and one.documented_id:
        name = one.documented_id
    pairs = [
        ("id", json_string(name)),
        ("transaction_date", json_string(one.date)),
        ("account_id", json_string(one.account)),
        ("invoice_id", json_string(one.invoice)),
        ("tracking_number", json_string(one.tracking)),
        ("gross_cost", json_number(one.gross)),
        ("net_cost", json_number(one.net)),
        ("charge_description", json_string(one.description)),
        ("trackstar_tags", "[]"),
    ]
    if not options.compat:
        pairs += [
            ("carrier", json_string(carrier)),
            ("currency", json_string(one.currency)),
            ("charge_code", json_string(one.code)),
            ("charge_detail", json_string(one.detail)),
        ]
    if options.raw != "none":
        pairs.append(("raw", raw_object(one, options.raw)))
    return "{" + ",".join(f'"{key}":{value}' for key, value in pairs) + "}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("format", choices=sorted(CARRIERS))
    parser.add_argument("file")
    parser.add_argument("--raw", choices=["nonempty", "all", "none"])
    parser.add_argument("--compat", choices=["trackstar"])
    parser.add_argument("--tracking")
    options = parser.parse_args()
    options.raw = options.raw or ("all" if options.compat else "nonempty")

    rows = read_rows(options.file, ";" if options.format == "dpd" else ",")
    if options.format not in SHORT_ROWS and any(len(row) < len(rows[0]) for row in rows):
        raise Unreadable("a row is shorter than the header")
    amounts = Amounts(None if options.format in MARK_NOT_KNOWN else ".")
    convert = globals()[options.format]  # one function per format, of the format's name
    for _ in convert(rows, amounts, options):
        pass
    amounts.learning = False
    carrier, counts = CARRIERS[options.format], Counter()
    for one in convert(rows, amounts, options):
        sys.stdout.buffer.write(json_line(one, carrier, counts, options).encode("utf-8"))


if __name__ == "__main__":
    main()
