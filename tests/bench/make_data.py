#!/usr/bin/env python3
"""Writes a large invented invoice of a carrier to standard output.

    make_data.py CARRIER --bytes N [--invoice-rows N] [--columns N]

CARRIER is ups, fedex_us, usps, dhl_ecommerce or dpd. The file has whole invoices, at least one, and ends with the
first that reaches N bytes; the same arguments always give the same bytes. Every total that it states is right, every
id occurs once. Only a number of invoices are made up: then they come again with other tracking and invoice numbers, so
that 10 GB can be written to a pipe faster than they are read.
"""

import argparse
import csv
import io
import json
import pathlib
import random
import sys

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"
INVOICES = 100  # that are made up
ROUND = "QQQQ"  # in a made-up invoice: the digits that count how often it has come before

CITIES = [("Duluth", "MN", "55802"), ("Bend", "OR", "97701"), ("Knoxville", "TN", "37902"),
          ("Gloucester", "MA", "01930"), ("San Francisco", "CA", "94123"), ("Brattleboro", "VT", "05301"),
          ("Savannah", "GA", "31401"), ("Salt Lake City", "UT", "84104")]
COMPANIES = ["Blue Heron Candle Co.", "Tillery, Boone & Sons", "Lantern Bookshop", "Saltmarsh Ceramics, Inc.",
             "Orchard Lane Apparel", 'The "Good" Kettle', "Riverbend Supply", "Northgate Electronics LLC",
             "Pine & Thistle", "Harbour Goods", "Old Mill Outfitters"]
PEOPLE = ["Delphine Okafor", "Zoë Lindqvist", "Marcus Tillery", "Priya Raghunathan", "Ruben Castellano", "Wei Chen",
          "Inès Berthelot", "Anna Kowalska", "Diego Lopez", "James Patel"]
STREETS = ["Tannery Row", "Alder Ct", "Quarry Rd", "Wharf Lane, Unit 12", "Divisadero St", "Juniper Hill",
           "Industrial Pkwy", "County Road 9"]

UPS_FREIGHT = [("003", "Ground Commercial"), ("003", "Ground Residential"), ("002", "2nd Day Air Commercial"),
               ("001", "Next Day Air")]
UPS_CHARGES = [("FSC", "FSC", "Fuel Surcharge"), ("ACC", "RES", "Residential Surcharge"),
               ("ACC", "376", "Delivery Area Surcharge"), ("ACC", "AHL", "Additional Handling, Length")]
UPS_NARROW = ["Account Number", "Invoice Number", "Transaction Date", "Lead Shipment Number", "Tracking Number",
              "Charge Classification Code", "Charge Description Code", "Charge Description", "Incentive Amount",
              "Net Amount"]
FEDEX_CHARGES = ["Fuel Surcharge", "Residential Delivery", "DAS Extended Resi", "Declared Value", "Weekday Delivery",
                 "Additional Handling", "Address Correction", "AHS - Dimensions"]
USPS_CLASSES = ["Priority Mail", "USPS Ground Advantage", "Priority Mail Express", "Media Mail, Library Mail"]
DPD_CHARGES = ["Energy surcharge", "Toll surcharge", "Peak surcharge", "Oversized/Overweight surcharge",
               "Total other surcharges"]


def schema_columns(carrier):
    """The names of a format's columns as schemas/ lists them, repeated groups written out."""
    names = []
    for column in json.loads((SCHEMAS / f"{carrier}.json").read_text("utf-8"))["columns"]:
        if isinstance(column, str):
            names.append(column)
        elif "repeat" in column:
            names += column["columns"] * column["repeat"]
        else:
            names.append(column["name"])
    return names


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def address(r):
    city, state, zip_code = r.choice(CITIES)
    return f"{r.randrange(1, 9999)} {r.choice(STREETS)}", city, state, zip_code


class Carrier:
    """What the carriers' files have in common; `invoice` gives the rows of one, as dictionaries or lists of cells."""
    delimiter, quoting, has_header = ",", csv.QUOTE_MINIMAL, True

    def __init__(self, columns):
        self.columns = columns
        self.index = {name: at for at, name in reversed(list(enumerate(columns)))}

    def header(self):
        return [self.columns] if self.has_header else []

    def row(self, cells):
        row = [""] * len(self.columns)
        for name, text in cells.items():
            if name in self.index:
                row[self.index[name]] = text
        return row

    def text(self, rows):
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, quoting=self.quoting, lineterminator="\n").writerows(rows)
        return out.getvalue()


class Ups(Carrier):
    """A row for each charge, two to five a shipment; about 58 of 250 columns are filled."""

    def __init__(self, columns):
        super().__init__(columns)
        self.more = [name for name in columns if name.startswith("Customer Field ")]

    def invoice(self, r, number, count):
        account, rows, total = f"0000H7R{r.randrange(200, 205)}", [], 0
        while len(rows) < count:
            shipment = self.shipment(r, account, number, len(rows))
            freight = ("FRT", *r.choice(UPS_FREIGHT))
            for kind, code, text in [freight, *UPS_CHARGES[:r.randrange(1, 5)]][:count - len(rows)]:
                discount, net = r.randrange(900), r.randrange(100, 6000)
                total += net
                rows.append(shipment | {
                    "Charge Classification Code": kind, "Charge Description Code": code, "Charge Description": text,
                    "Basis Value": money(discount + net), "Incentive Amount": money(discount),
                    "Net Amount": money(net)})
        return [self.row(row | {"Invoice Amount": money(total)}) for row in rows]

    def shipment(self, r, account, number, serial):
        tracking = f"1Z{account[4:]}{ROUND}{number:02}{serial:04}"
        day, weight = f"2026-05-{r.randrange(1, 29):02}", f"{r.randrange(1, 700) / 10}"
        cells = {
            "Version": "6.1", "Recipient Number": account, "Account Number": account, "Account Country": "US",
            "Invoice Date": "2026-05-30", "Invoice Number": f"{account}{ROUND}{number:02}", "Invoice Type Code": "01",
            "Invoice Type Detail Code": "01", "Invoice Currency Code": "USD", "Transaction Date": day,
            "Pickup Record Number": f"{r.randrange(10 ** 10):010}", "Lead Shipment Number": tracking,
            "Shipment Reference Number 1": f"PO {r.randrange(10 ** 8):08}", "Bill Option Code": "PP",
            "Tracking Number": tracking,
            "Package Reference Number 1": f"SO-{r.randrange(10 ** 7):07}",
            "Package Reference Number 2": f"WH-{r.choice(CITIES)[1]}", "Entered Weight": weight,
            "Entered Weight Unit of Measure": "LB", "Billed Weight": weight, "Billed Weight Unit of Measure": "LB",
            "Billed Weight Type": "A", "Package Dimensions": "12.0x 9.0x 7.0",
            "Zone": str(r.randrange(2, 9)), "Charge Category Code": "SHP", "Charge Category Detail Code": "ISS",
            "Charged Unit Quantity": "1", "Basis Currency Code": "USD",
            "Transaction Currency Code": "USD", "Miscellaneous Net Amount": "0.00",
            "Currency Variance Amount": "0.00", "Invoice Level Charge": "N", "Invoice Due Date": "2026-06-13",
            "Sold To Company Name": r.choice(COMPANIES), "Shipment Date": day, "Shipment Delivery Date": day,
            "Shipment Value Amount": "0.00"}
        for who in ("Sender", "Receiver"):
            street, city, state, zip_code = address(r)
            cells |= {f"{who} Name": r.choice(PEOPLE), f"{who} Company Name": r.choice(COMPANIES),
                      f"{who} Address Line 1": street, f"{who} City": city, f"{who} State": state,
                      f"{who} Postal": zip_code, f"{who} Country": "US"}
        return cells | {name: r.choice(COMPANIES) for name in self.more[::4]}


class FedEx(Carrier):
    """A row for each shipment, every cell quoted, with pairs of charge and amount."""
    quoting = csv.QUOTE_ALL

    def invoice(self, r, number, count):
        account, rows, total = f"04481239{number % 4}", [], 0
        pairs = self.index["Tracking ID Charge Description"]
        for serial in range(count):
            freight, charges = r.randrange(600, 8000), r.sample(FEDEX_CHARGES, r.randrange(1, 6))
            amounts = [r.randrange(20, 2000) for _ in charges]
            charges, amounts = charges + ["Performance Pricing"], amounts + [-r.randrange(10, 600)]
            (street, city, state, zip_code), day = address(r), f"5/{r.randrange(1, 29)}/2026"
            row = self.row({
                "Consolidated Account Number": account, "Bill to Account Number": account,
                "Invoice Date": "15-May-2026", "Invoice Number": f"{ROUND}{number:05}", "Current Balance": "0.00",
                "Payor": "Shipper", "Ground Tracking ID Prefix": "96",
                "Express or Ground Tracking ID": f"79{ROUND}{number:02}{serial:04}",
                "Transportation Charge Amount": money(freight), "Net Charge Amount": money(freight + sum(amounts)),
                "Service Type": "FedEx 2Day", "Shipment Date": day, "POD Delivery Date": day,
                "POD Signature Description": r.choice(PEOPLE), "Actual Weight Amount": f"{r.randrange(10, 700) / 10}",
                "Actual Weight Units": "LB", "Rated Weight Amount": "5.0", "Rated Weight Units": "LB",
                "Number of Pieces": "1", "Recipient Name": r.choice(PEOPLE), "Recipient Company": r.choice(COMPANIES),
                "Recipient Address Line 1": street, "Recipient City": city, "Recipient State": state,
                "Recipient Zip Code": zip_code, "Recipient Country/Territory": "US",
                "Shipper Company": r.choice(COMPANIES), "Shipper Name": r.choice(PEOPLE), "Shipper City": "Gloucester",
                "Shipper State": "MA", "Shipper Zip Code": "01930", "Shipper Country/Territory": "US",
                "Original Customer Reference": f"WEB {r.randrange(10 ** 6)}", "Zone Code": str(r.randrange(2, 9))})
            for at, (text, amount) in enumerate(zip(charges, amounts)):
                row[pairs + 2 * at:pairs + 2 * at + 2] = [text, money(amount)]
            total += freight + sum(amounts)
            rows.append(row)
        for row in rows:
            row[self.index["Original Amount Due"]] = money(total)
        return rows


class Usps(Carrier):
    """Short rows, a charge each."""

    def invoice(self, r, number, count):
        rows = []
        for serial in range(count):
            refund, amount = r.random() < 0.1, money(r.randrange(300, 3000))
            rows.append(self.row({
                "ACH Withdrawal ID": f"{r.randrange(10 ** 18):018}", "EPS Account #": "0047120385",
                "EPS Transaction ID": f"73{ROUND}{number:02}{serial:05}",
                "Transaction Amount": "-" + amount if refund else amount,
                "Transaction Date/Time":
                    f"2026-05-{r.randrange(1, 29):02} {r.randrange(24):02}:{r.randrange(60):02}:41",
                "Transaction Type": "Label Refund" if refund else "Label Purchase",
                "EFN": f"{r.randrange(10 ** 20):020}",
                "Package Identification Code (PIC)": f"94002353287{ROUND}{number:02}{serial:05}",
                "Mail Class": r.choice(USPS_CLASSES), "Postage": amount, "CRID": "20931774", "Master MID": "901552038",
                "Permit Number": "004417", "Permit Type": "IMI", "Permit Finance Number": f"{r.randrange(10 ** 9):09}",
                "Reason": "Customer Request" if refund else "", "Cust Ref Num1": f"PO{r.randrange(10 ** 5)}"}))
        return rows


class DhlEcommerce(Carrier):
    """No header; an HDR row with the invoice's number and total, then a DTL row for each parcel."""
    has_header = False

    def invoice(self, r, number, count):
        rows, total = [], 0
        for serial in range(count):
            charge, fuel, stamp = r.randrange(200, 2000), r.randrange(10, 90), r.choice([0, 15, 22, 60])
            total += charge + fuel + stamp
            street, city, state, zip_code = address(r)
            tracking, weight = f"42{ROUND}{number:02}{serial:05}", f"{r.randrange(10, 900) / 100}"
            rows.append(self.row({
                "Invoice": "DTL", "Sold_To*": "0005518320", "Inv_Posnr*": str(10 * serial + 10),
                "BOL*": f"{r.randrange(10 ** 12):012}", "BillRef*": f"PO-{serial:04}", "SHIPPOINT*": "USATL1",
                "PickUpFrom*": "USATL1", "PUDATE*": f"2026-05-{r.randrange(1, 29):02}", "PUTIME*": "12:30:00",
                "Internal_Tracking_Num:": tracking, "Customer_Confirm*": tracking, "Name*": r.choice(PEOPLE),
                "Address1*": street, "City*": city, "State*": state, "Zip*": zip_code, "Country*": "US",
                "Material_or_VAS_Num*": "SMP7", "Material_or_VAS_Desc*": "DHL SmartMail Parcel Plus Expedited",
                "ACTWeight*": weight, "UOM_ACTWeight*": "LB", "BILLWEIGHT*": weight, "UOM_BillWgt*": "LB",
                "Quantity*": "1", "UOM_Quantity*": "EA", "Pricing_Zone*": str(r.randrange(2, 9)),
                "Charge*": money(charge), "CustRef*": r.choice(COMPANIES), "ZZWS3PRI_Stamp*": money(stamp),
                "ZFuel*": money(fuel)}))
        header = ["HDR", "0005518320", f"0{ROUND}{number:05}", *[""] * 8, money(total), *[""] * 4]
        return [header, *rows]


class Dpd(Carrier):
    """English names, semicolons, up to six charge columns a row."""
    delimiter = ";"

    def invoice(self, r, number, count):
        rows = []
        for serial in range(count):
            base, others = r.randrange(400, 1500), [r.choice([0, 20, 43, 110]) for _ in DPD_CHARGES]
            street, city, _, zip_code = address(r)
            rows.append(self.row({
                "Type": "P", "Sender name": "Tulp & Linnen B.V.", "Receiver name": r.choice(PEOPLE),
                "Receiver name 2": r.choice(COMPANIES), "Quantity order": "1", "Customer number": "00771540",
                "Customer name": "Tulp & Linnen B.V.", "Sender address": street, "Sender ZIP": zip_code,
                "Sender city": city, "Sender country": "NL", "Invoice number": f"{ROUND}{number:04}",
                "Invoice date": "20260515", "Parcel number": f"054{ROUND}{number:02}{serial:05}",
                "Shipment number": f"{r.randrange(10 ** 7):07}", "Destination zone": "EU",
                "Commercial destination country": r.choice(["NL", "FR", "PL"]), "Service": "Classic",
                "Shipment date": f"202605{r.randrange(1, 29):02}", "Base price": money(base),
                **{name: money(amount) for name, amount in zip(DPD_CHARGES, others)}, "Customs surcharge": "0.00",
                "Weight": str(r.randrange(100, 30000)), "Length": "34", "Width": "30", "Height": "18",
                "Customer parcel reference 1": f"RF_{serial:05}; {number}", "VAT percentage": "21",
                "Customer shipment reference 1": f"ORD-{r.randrange(10 ** 5)}",
                "Total amount": money(base + sum(others))}))
        return rows


def carrier_of(name, width):
    columns = schema_columns(name)
    if name == "dpd":
        columns = columns[:columns.index("Other surcharges codes") + 1]  # the rest are other selections' names
    if width:
        columns = UPS_NARROW if width < len(columns) else columns
        columns = columns + [f"Customer Field {n}" for n in range(1, width - len(columns) + 1)]
    kinds = {"ups": Ups, "fedex_us": FedEx, "usps": Usps, "dhl_ecommerce": DhlEcommerce, "dpd": Dpd}
    return kinds[name](columns)


def write(out, carrier, seed, size, invoice_rows):
    header = carrier.text(carrier.header()).encode()
    out.write(header)
    written, number, made = len(header), 0, []
    while number == 0 or written < size:
        if number < INVOICES:
            made.append(carrier.text(carrier.invoice(random.Random(f"{seed} {number}"), number, invoice_rows)).encode())
        rounds, which = divmod(number, INVOICES)
        piece = made[which].replace(ROUND.encode(), b"%04d" % rounds)
        out.write(piece)
        written += len(piece)
        number += 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("carrier")
    parser.add_argument("--bytes", type=int, required=True)
    parser.add_argument("--invoice-rows", type=int, default=250)
    parser.add_argument("--columns", type=int, help="of a UPS file, instead of its 250")
    options = parser.parse_args()
    if options.columns and options.carrier != "ups":
        parser.error("--columns is for ups")
    carrier = carrier_of(options.carrier, options.columns)
    write(sys.stdout.buffer, carrier, options.carrier, options.bytes, options.invoice_rows)


if __name__ == "__main__":
    main()
