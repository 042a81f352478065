#!/usr/bin/env python3
"""Writes the synthetic carrier files of samples/: make_samples.py [FOLDER].

Every person, company and number is invented. Running it again gives the same bytes. Totals that a
file states are computed here from the charges, so every sample reconciles, except where the
carrier's own files are documented not to (Dutch and German DPD).
"""

import csv
import io
import pathlib
import random
import sys
from decimal import Decimal

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = HERE / "columns"
FOLDER = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "samples"


# --- Tools ------------------------------------------------------------------------------------

def columns(name):
    return (COLUMNS / f"{name}.txt").read_text("utf-8").splitlines()


def fill(names, *groups, pairs=(), pair_name=None):
    """A row of cells from {column: text}; the first column of that name is meant. `pairs` go one
    after the other into the repeated columns that start at `pair_name`; None leaves a slot empty."""
    row = [""] * len(names)
    for group in groups:
        for name, text in group.items():
            row[names.index(name)] = str(text)
    if pairs:
        at = names.index(pair_name)
        for i, pair in enumerate(pairs):
            row[at + 2 * i], row[at + 2 * i + 1] = map(str, pair or ("", ""))
    return row


def write(file_name, rows, delimiter=",", quote_all=False, line_end="\n"):
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=line_end).writerows(rows)
    (FOLDER / file_name).write_bytes(out.getvalue().encode("utf-8"))


def number(text):
    """The value of an amount as these samples spell it: `1,212.85`, `(36.52)`, `64.10-`, blank."""
    text = text.replace(",", "") or "0"
    if text.startswith("(") or text.endswith("-"):
        return -Decimal(text.strip("()-"))
    return Decimal(text)


def total(amounts):
    return sum(map(number, amounts), Decimal("0.00"))


def european(text):
    """`1204.75` -> `1.204,75`."""
    return f"{Decimal(text):,}".translate(str.maketrans(",.", ".,")) if text else ""


def digits(rng, count, start=""):
    return start + "".join(str(rng.randrange(10)) for _ in range(count - len(start)))


def letters(rng, count):
    return "".join(rng.choice("ABCDEFGHJKLMNPRSTVWXYZ") for _ in range(count))


def day(rng, first=2, last=24):
    return rng.randrange(first, last + 1)


class Party:
    def __init__(self, name, company, line1, line2, city, state, postal, country):
        self.name, self.company, self.line1, self.line2 = name, company, line1, line2
        self.city, self.state, self.postal, self.country = city, state, postal, country


HERON = Party("Delphine Okafor", "Blue Heron Candle Co.", "418 Tannery Row", "Unit B", "Duluth", "MN", "55802", "US")
SALTMARSH = Party("Ruben Castellano", "Saltmarsh Ceramics, Inc.", "77 Wharf Lane", "", "Gloucester", "MA", "01930", "US")
FINCH = Party("Imogen Harrow", "Harrow & Finch Cycles Ltd", "Unit 4, Mill Yard", "Canal Street", "Leeds", "", "LS2 7EX", "GB")
TULP = Party("Sanne Dijkgraaf", "Tulp & Linnen B.V.", "Havenkade 212", "", "Zaandam", "", "1505 HK", "NL")

US_PEOPLE = [
    Party("Zoë Lindqvist", "", "1209 Alder Ct", "", "Bend", "OR", "97701", "US"),
    Party("Marcus Tillery", "Tillery, Boone & Sons", "350 Quarry Rd", "Dock 3", "Knoxville", "TN", "37902", "US"),
    Party('Otto "Ozzie" Bell', "", "8 Juniper Hill", "", "Brattleboro", "VT", "05301", "US"),
    Party("Priya Raghunathan", "Lantern Bookshop", "2644 Divisadero St", "", "San Francisco", "CA", "94123", "US"),
    Party("José Ibáñez", "Ibáñez Tile Works", "901 Mesquite Ave", "", "Las Cruces", "NM", "88001", "US"),
    Party("Hana Whitfield", "", "57 Orchard Loop", "Apt 12", "Cromwell", "CT", "06416", "US"),
    Party("Gideon Marsh", "Marsh Boatworks LLC", "14 Slipway", "", "Anacortes", "WA", "98221", "US"),
]
EU_PEOPLE = [
    Party("Łukasz Wójcik", "Pracownia Dębowa", "ul. Zielona 8/3", "", "Gdańsk", "", "80-746", "PL"),
    Party("Inès Berthelot", "Atelier Berthelot; Papiers", "27 rue des Tanneurs", "", "Tours", "", "37000", "FR"),
    Party("Jörg Müßig", "Uhren Müßig GmbH", "Färbergasse 19", "", "Würzburg", "", "97070", "DE"),
    Party("Siobhán Ní Dhuibhir", "", "3 Quay Terrace", "", "Galway", "", "H91 K7T2", "IE"),
    Party("Aurelio Tamburini", 'Caffè "La Torre" S.r.l.', "Via dei Mille 40", "Piano 2", "Modena", "", "41121", "IT"),
    Party("Björk Steinsdóttir", "Norðurljós ehf.", "Skólavörðustígur 5", "", "Reykjavík", "", "101", "IS"),
]


# --- UPS --------------------------------------------------------------------------------------

def ups_number(rng, shipper):
    return f"1Z{shipper}{digits(rng, 2)}{digits(rng, 8)}"


def ups_party(kind, party):
    return {f"{kind} Name": party.name, f"{kind} Company Name": party.company, f"{kind} Address Line 1": party.line1,
            f"{kind} Address Line 2": party.line2, f"{kind} City": party.city, f"{kind} State": party.state,
            f"{kind} Postal": party.postal, f"{kind} Country": party.country}


def ups():
    rng, names = random.Random("ups"), columns("ups")
    shipper = "H7R204"
    parcels = {}  # parcel -> (lead shipment number, tracking number, receiver, date, weight, zone)
    for key, party in zip("ABCDEF", US_PEOPLE):
        lead = ups_number(rng, shipper)
        first_day = day(rng)
        weight = f"{rng.randrange(1, 40)}.{rng.randrange(10)}"
        zone = str(rng.randrange(2, 9))
        parcels[key] = (lead, lead, party, f"2026-05-{first_day:02}", weight, zone)
    # The second parcel of shipment A keeps the lead number of the first.
    parcels["A2"] = (parcels["A"][0], ups_number(rng, shipper), *parcels["A"][2:])
    parcels["pickup"] = ("2900000QX41", "", None, "2026-05-11", "", "")
    parcels["invoice"] = ("", "", None, "2026-05-30", "", "")

    # parcel, category, category detail, class, code, description, incentive, net
    domestic = [
        ("A", "SHP", "ISS", "FRT", "003", "Ground Commercial", "4.18", "18.92"),
        ("A", "SHP", "ISS", "FSC", "FSC", "Fuel Surcharge", "0.71", "3.24"),
        ("A", "SHP", "ISS", "ACC", "RES", "Residential Surcharge", "0.00", "5.55"),
        ("A", "SHP", "ISS", "ACC", "DAR", "Delivery Area Surcharge - Residential", "", "3.95"),
        ("A2", "SHP", "ISS", "FRT", "003", "Ground Commercial", "2.9", "12.4"),
        # Two equal rows that are both owed.
        ("A2", "SHP", "ISS", "ACC", "AHG", "Additional Handling", "0.00", "28.00"),
        ("A2", "SHP", "ISS", "ACC", "AHG", "Additional Handling", "0.00", "28.00"),
        ("A2", "SHP", "ISS", "INF", "SVC", "Service Level Information", "0.00", "0.00"),
        ("B", "SHP", "WWS", "FRT", "001", "Next Day Air", "11.62", "46"),
        ("B", "SHP", "WWS", "FSC", "FSC", "Fuel Surcharge", "1.97", "7.82"),
        ("B", "SHP", "WWS", "ACC", "SIG", 'Signature "Adult" Required', "0.00", "7.70"),
        ("C", "SHP", "ISS", "FRT", "012", "3 Day Select", "0.00", "0.00"),
        ("C", "ADJ", "ADC", "ACC", "ADC", "Address Correction, Ground", "0.00", "21.50"),
        ("D", "ADJ", "RADJ", "FRT", "003", "Ground Commercial Adjustment", "-1.86", "-8.43"),
        ("D", "ADJ", "FPOD", "MSC", "", "", "0.00", "3.10"),
        ("pickup", "MIS", "PKP", "FSC", "PFS", "Fuel Surcharge - Pickup ", "", "0.93"),
        ("invoice", "MIS", "SVCH", "MSC", "WSC", "Weekly Service Charge", "0.00", "31.25"),
        ("E", "SHP", "ISS", "TBD", "Q09", "Peak Allocation", "0.00", "1.35"),
    ]
    imports = [
        ("F", "SHP", "IMP", "FRT", "011", "Worldwide Saver - Import", "96.40", "1,212.85"),
        ("F", "SHP", "IMP", "FSC", "FSC", "Fuel Surcharge", "18.31", "230.44"),
        ("F", "SHP", "IMP", "BRK", "016", "Entry Preparation Fee", "0.00", "73.70"),
        ("F", "SHP", "IMP", "GOV", "DTY", "Customs Duty", "0.00", "146.08"),
        ("F", "SHP", "IMP", "TAX", "GST", "Canada GST", "0.00", "86.90"),
        ("F", "SHP", "IMP", "EXM", "EXD", "Duty Exemption", "0.00", "(36.52)"),
    ]

    rows = [names]
    for charges, invoice, currency, country in (
            (domestic, "00000H7R204226", "USD", "US"), (imports, "00000H7R204CA7", "CAD", "CA")):
        amount = f"{total(c[7] for c in charges if c[3] != 'INF'):,}"
        for key, category, detail, charge_class, code, description, incentive, net in charges:
            lead, tracking, receiver, date, weight, zone = parcels[key]
            gross = number(net) + number(incentive)
            cells = {
                "Version": "6.1", "Recipient Number": "0000H7R204", "Account Number": "0000H7R204",
                "Account Country": country, "Invoice Date": "2026-05-30", "Invoice Number": invoice,
                "Invoice Type Code": "01", "Invoice Type Detail Code": "01", "Invoice Currency Code": currency,
                "Invoice Amount": amount, "Transaction Date": date, "Lead Shipment Number": lead,
                "Tracking Number": tracking, "Zone": zone, "Charge Category Code": category,
                "Charge Category Detail Code": detail, "Charge Classification Code": charge_class,
                "Charge Description Code": code, "Charge Description": description,
                "Basis Currency Code": currency, "Basis Value": gross, "Transaction Currency Code": currency,
                "Incentive Amount": incentive, "Net Amount": net,
                "Invoice Level Charge": "Y" if key == "invoice" else "N", "Invoice Due Date": "2026-06-13",
            }
            if receiver:
                cells |= {"Bill Option Code": "PP", "Package Quantity": "1", "Entered Weight": weight,
                          "Entered Weight Unit of Measure": "LB", "Billed Weight": weight,
                          "Billed Weight Unit of Measure": "LB", "Billed Weight Type": "A",
                          "Package Dimensions": "12.0x 9.0x 7.0", "Package Reference Number 1": f"SO-{tracking[-5:]}"}
                cells |= ups_party("Sender", HERON) | ups_party("Receiver", receiver)
            if charges is imports:
                # A blank transaction currency falls back on the invoice's; the basis may differ from both.
                cells |= {"Bill Option Code": "FC", "Transaction Currency Code": "" if charge_class == "BRK" else "CAD",
                          "Shipment Import Date": date, "Entry Number": "0073190446", "Entered Currency Code": "USD",
                          "Goods Description": "Beeswax, refined; 6 cartons", "Origin Country": "US"}
                cells |= ups_party("Sender", SALTMARSH) | ups_party("Receiver", Party(
                    "Geneviève Côté", "Chandelles du Québec", "1180 rue Saint-Paul", "", "Québec", "QC", "G1K 3Y2", "CA"))
                if charge_class == "GOV":
                    cells |= {"Basis Currency Code": "USD", "Basis Value": "107.41", "Duty Rate": "6.5"}
            rows.append(fill(names, cells))
    write("ups.csv", rows)


# --- USPS -------------------------------------------------------------------------------------

def usps():
    rng, names = random.Random("usps"), columns("usps")

    def pic(start):
        return digits(rng, 22, start)

    lost, twin, damaged = pic("9205"), pic("0420"), pic("9400")
    # type, PIC, mail class, postage, transaction amount, reason, details
    transactions = [
        ("Label Purchase", pic("9400"), "Priority Mail", "9.35", "9.35", "", ""),
        ("Label Purchase", lost, "USPS Ground Advantage", "6.87", "6.87", "", ""),
        ("Label Refund", lost, "USPS Ground Advantage", "6.87", "-6.87", "Customer Request", "Unused label, PIC repeated"),
        ("Label Purchase", twin, "First-Class Package Service", "4.10", "4.10", "", ""),
        ("Label Purchase", damaged, "Parcel Select Ground", "12.4", "12.40", "", ""),
        ("Label Refund", damaged, "Parcel Select Ground", "12.40", "12.40", "Customer Request", 'Marked "damaged in transit"'),
        ("Label Refund", pic("0119"), "Priority Mail", "-8.95", "-8.95", "Customer Request", ""),
        ("SCAN Form Used", "", "Priority Mail", "0.00", "0.00", "", "37 packages"),
        ("SCAN Form Used", pic("9275"), "Priority Mail Express", "31.20", "31.20", "", ""),
        ("Carrier Pickup", pic("0004"), "Priority Mail", "25.50", "25.50", "", "Side door;\tring twice"),
        ("Shipping Services File", pic("9202"), "USPS Ground Advantage", "", "7.04", "", "C:\\manifests\\0512"),
        ("Shipping Services File", pic("9202"), "USPS Ground Advantage", "5.98", "", "", "Peña Mercantile"),
        ("Shipping Services File", pic("9405"), "Bound Printed Matter", "1,048.60", "1,048.60", "", "Pallet, 212 pieces"),
        ("Label Purchase ", " " + pic("9261"), "Media Mail", ".63", ".63", "", ""),
    ]
    permits = ["IMI", "OMAS", "PI"]
    rows = [names]
    for i, (kind, number, mail_class, postage, amount, reason, details) in enumerate(transactions):
        minute = rng.randrange(60)
        rows.append(fill(names, {
            "ACH Withdrawal ID": digits(rng, 18), "ACH Withdrawal Amount": "4.10" if number == twin else "",
            "EPS Account #": "0047120385", "EPS Transaction ID": digits(rng, 13), "Transaction Amount": amount,
            "Transaction Date/Time": f"2026-05-{2 + i:02} {7 + i % 12:02}:{minute:02}:{'00' if i % 3 else '41'}",
            "Transaction Type": kind, "EFN": digits(rng, 20), "Package Identification Code (PIC)": number,
            "Mail Class": mail_class, "Postage": postage, "CRID": "20931774", "Master MID": "901552038",
            "Permit Number": "004417", "Permit Type": permits[i % 3], "Permit Finance Number": digits(rng, 9, "0"),
            "Reason": reason, "Details": details, "Cust Ref Num1": f"PO{1400 + i}",
        }))
        if number == twin:
            rows.append(rows[-1])  # two equal transactions, both real
    write("usps.csv", rows)


# --- Royal Mail, combined file ----------------------------------------------------------------

def royal_mail():
    rng, names = random.Random("royal_mail"), columns("royal_mail")

    def barcode():
        return f"{letters(rng, 2)}{digits(rng, 9, '0')}GB"

    products = {"TPS": "Tracked Parcel Signed", "TPN": "Tracked Parcel No Signature", "TSS": "Tracked Small Signed",
                "TSN": "Tracked Small No Signature", "TRS": "Tracked Returns Signed", "TRN": "Tracked Returns"}
    # order, product, class of mail, parcels in the order, gross share, net share, source types, reason
    orders = [
        ("0045107001", "TPS", "Tracked 24", 1, "9.54", "7.95", ["outbound"], ""),
        ("0045107002", "TSN", "Tracked 48", 3, "2.3733333333333335", "1.9777777777777778", ["outbound"] * 3, ""),
        ("0045107003", "TRN", "Tracked Returns 48", 3, "4.086666666666667", "3.405555555555556",
         ["rts", "outbound", "rts"], 'No such "Flat 9", addressee gone'),
        ("0045107004", "TRS", "Tracked Returns 24", 2, "8.275", "6.895", ["rts", "rts"], "Refused by recipient"),
        ("0045107005", "TSS", "Tracked 24", 7, "1.4785714285714286", "1.2321428571428572", ["outbound"] * 2, ""),
        ("0045107006", "TPN", "Tracked 48", 1, "1,104.00", "920.00", ["outbound"], ""),
    ]
    later = [
        ("0045107090", "TPN", "Tracked 48", 1, "-9.54", "-7.95", ["outbound"], ""),
        ("0045107091", "TSS", "Tracked 24", 1, "0.00", "0.00", ["outbound"], ""),
        ("0045107092", "TSN", "Tracked 48", 2, "3.10", "2.5833333333333335", ["outbound"] * 2, ""),
    ]
    rows = [names]
    for invoice, date, batch in (("0091730442", "30.04.2026", orders), ("0091741518", "31.05.2026", later)):
        for order, product, mail_class, volume, gross, net, sources, reason in batch:
            for n, source in enumerate(sources):
                if n and order == "0045107092":
                    rows.append(rows[-1])  # two equal rows, both real
                    continue
                back = f"2026-{date[3:5]}-{day(rng):02}"
                parcel = "" if order == "0045107091" else barcode()
                if order == "0045107006":  # as printed, with spaces
                    parcel = f"{parcel[:2]} {parcel[2:6]} {parcel[6:10]} {parcel[10:]}"
                rows.append(fill(names, {
                    "account_number": "0600418873", "account_name": "Llyfrau Tŷ Gwyn, Aberdâr",
                    "invoice_number": invoice, "invoice_date": date, "sales_order_no": order, "product_code": product,
                    "product_name": products[product], "class_of_mail": mail_class, "volume": volume,
                    "tracking_number": parcel, "gross_cost": gross, "net_cost": net, "source_type": source,
                    "reason_for_non_delivery": reason if source == "rts" else "",
                    "date_return_to_sender": back if source == "rts" else "",
                    "date_item_delivered": f"2026-{date[3:5]}-09" if source == "outbound" else "",
                }))
    write("royal_mail.csv", rows)


# --- Royal Mail, SAP BEx report and its tracking file -----------------------------------------

def royal_mail_sap_bex():
    rng, names = random.Random("royal_mail_sap_bex"), columns("royal_mail_sap_bex")
    groups = [""] * len(names)
    for label, column in (("Sales Order", 1), ("Invoice", 6), ("Destination", 11), ("Product", 14),
                          ("Volumes", 23), ("Charges", 31)):
        groups[column - 1] = label

    # parcels in the tracking file, product code, product name, class of mail, volume, net, tax
    orders = [
        (1, "TPS", "Tracked Parcel Signed", "Tracked 24", 1, "9.10", "1.82"),
        (3, "TSN", "Tracked Small No Signature", "Tracked 48", 3, "10.00", "2.00"),
        (7, "TSS", "Tracked Small Signed", "Tracked 24", 7, "1,204.51", "240.90"),
        (3, "TRN", "Tracked Returns", "Tracked Returns 48", 4, "0.05", "0.01"),
        (3, "TPN", "Tracked Parcel No Signature", "Tracked 48", 3, "13.47-", "2.69-"),
        (7, "TRS", "Tracked Returns Signed", "Tracked Returns 24", 7, "-20.00", "-4.00"),
        (1, "TSN", "Tracked Small No Signature", "#", 1, "3.6", "0.72"),
        (0, "TPS", "Tracked Parcel Signed", "Tracked 24", 2, "16.20", "3.24"),
        (0, "IFB", "Fuel Surcharge, Business", "#", 0, "41.07", "8.21"),
        (2, "TPN", "Tracked Parcel No Signature", "Tracked 48", 2, "0.00", "0.00"),
        (3, "TSS", "Tracked Small Signed", "Tracked 24", 3, "100.00", "20.00"),
        (1, "TRN", "Tracked Returns", "Tracked Returns 48", 1, "4.20-", "0.84-"),
    ]
    rows, tracking = [groups, list(names)], [["sales_order_no", "tracking_number", "service"]]
    for i, (parcels, code, product, mail_class, volume, net, tax) in enumerate(orders):
        # One number with a slash: ids percent-encode it.
        order, date = "00SO/77318" if i == 8 else f"00SO-{77310 + i}", f"{2 + i:02}.05.2026"
        gross = number(net) + number(tax)
        row = fill(names, {
            "Confirmation Date": date, "Sales Order No.": order, "Confirmed By": "BATCH07",
            "Confirmation Time": f"{9 + i % 8:02}:15:00", "Invoice Number": "0091852277", "Invoice Date": "31.05.2026",
            "Account Number": "0600418873", "Account Name": "Llyfrau Tŷ Gwyn, Aberdâr", "Poster": "#",
            "Postal Code": "CF44 7AB", "Destination Country Code": "GB", "Destination Country Name": "United Kingdom",
            "Product Code": code, "Product Name": product, "Class of Mail": mail_class,
            "Format": 'Parcel "S"' if i == 1 else "Parcel", "Magazine Issue": "#", "Magazine Code": "#",
            "CRN Code": "#", "Volume": volume, "Item Weight": "0.412", "Total Weight": f"{volume}.412",
            "SD Weight Band 101-500g": volume or "", "Surcharge": "0.00", "Container Price Diff": "0.00",
            "Net Value": net, "Tax Amount": tax,
            # SAP puts the minus behind the number.
            "Gross Value": f"{abs(gross):,}{'-' if gross < 0 else ''}", "Green Surcharge": "0.12", "Peak Surcharge": "0.00",
        })
        row[3] = date
        rows.append(row)
        for _ in range(parcels):
            tracking.append([order, f"{letters(rng, 2)}{digits(rng, 9, '0')}GB", mail_class])
        if i == 1:
            tracking.append(list(tracking[-1]))  # a repeated number counts once
    net, tax = total(o[5] for o in orders), total(o[6] for o in orders)
    rows.append(fill(names, {"Confirmation Date": "Overall Result", "Net Value": f"{net:,}", "Tax Amount": f"{tax:,}",
                             "Gross Value": f"{net + tax:,}"}))
    tracking.append(["00SO-70001", f"{letters(rng, 2)}{digits(rng, 9, '0')}GB", "Tracked 24"])  # not in the report
    write("royal_mail_sap_bex.csv", rows)
    write("royal_mail_sap_bex_tracking.csv", tracking)


# --- FedEx, US billing account ----------------------------------------------------------------

SUBTOTALS = {"Net Transportation Charges", "Subtotal", "SUBTOTAL", "Import/Export Subtotal", "Tax Subtotal", "Non-Trans Charges",
             "Discount Subtotal"}


def charges_of(pairs):
    return [amount for label, amount in filter(None, pairs) if label not in SUBTOTALS]


def fedex_us():
    rng, names = random.Random("fedex_us"), columns("fedex_us")
    far_pairs = [None, ("Delivery Area Surcharge", "4.35"), None, None, ("Fuel Surcharge", "2.04"),
                 *[None] * 45, ("Declared Value", "3.15")]

    # service, freight column, pairs; whether the freight is repeated in the pairs follows from them
    shipments = [
        ("FedEx 2Day", "24.61", [("Residential Delivery", "5.55"), ("Fuel Surcharge", "3.18"), ("Transportation Charge", "24.61")]),
        ("FedEx Ground", "", [("Delivery Area Surcharge", "4.20"), ("Address Correction", "21.00"),
                              ("Signature Service", "6.70"), ("Additional Handling", "17.25")]),
        ("FedEx Priority Overnight", "61.40", [("Performance Pricing", "-21.49"), ("Fuel Surcharge", "5.98"),
                                               ("Earned Discount", "-3.07"), ("Grace Discount ", " -1.10")]),
        ("FedEx Ground", "13.75", []),
        ("FedEx Home Delivery", "11.9", far_pairs),
        ("FedEx Express Saver", "40.00", [("Transportation Charge", "40.00"), ("Discount", "-4.00"), ("Discount Subtotal", "-4.00"),
                                          ("Net Transportation Charges", "36.00"), ("Fuel Surcharge", "4.32"),
                                          ("Non-Trans Charges", "4.32"), ("Subtotal", "40.32"), ("Third Party Consignee", "2.50"),
                                          ("Import/Export Subtotal", "0.00"), ("State Tax", "0.61"), ("Tax Subtotal", "0.61")]),
        ("FedEx Ground", "9.08", [("Weekday Delivery", "0"), ("Fuel Surcharge", "1.41")]),
        ("FedEx Ground", "9.08", [("Additional Handling", "26.00"), ("Additional Handling", "26.00"), ("", "1.85")]),
        ("FedEx Ground", "12.36", [("Discount", "-12.36")]),
        ("FedEx Ground", "", [("Signature Service", "6.70"), ("Residential Delivery", "5.55")]),
        ("twin", "", []),
        ("service charge", "", [("Fuel Surcharge", "2.27"), ("Regularly Scheduled Pickup Mon-Fri", "17.50")]),
        ("late fee", "", [("Late Fee", "8.94")]),
    ]
    later = [
        ("FedEx 2Day", "", [("Transportation Charge", "-24.61"), ("Fuel Surcharge", "-3.18")]),
        ("FedEx Ground", "-13.75", [("Performance Pricing", "1.38")]),
        ("FedEx 1Day Freight", "1,204.50", [("Performance Pricing", "-361.35"), ("Fuel Surcharge", "143.34"), ("Inside Delivery", "105.00")]),
    ]
    rows, place = [names], 0
    for invoice, date, batch in (("073810446", "15-May-2026", shipments), ("073842907", "22-May-2026", later)):
        made = []
        for service, freight, pairs in batch:
            if service == "twin":
                made.append(made[-1])  # two equal rows, both real
                continue
            net = total(charges_of(pairs))
            if freight and ("Transportation Charge", freight) not in pairs:
                net += number(freight)
            tracking = {"service charge": "1044218", "late fee": ""}.get(service, digits(rng, 12, "7"))
            weight, place = f"{rng.randrange(1, 60)}.{rng.randrange(10)}", place + 1
            cells = {
                "Consolidated Account Number": "044812390", "Bill to Account Number": "044812390", "Invoice Date": date,
                "Invoice Number": invoice, "Ground Tracking ID Prefix": "96", "Express or Ground Tracking ID": tracking,
                "Transportation Charge Amount": freight, "Net Charge Amount": f"{net:,}",
            }
            if service not in ("service charge", "late fee"):
                to = US_PEOPLE[place % len(US_PEOPLE)]
                cells |= {
                    "Payor": "Shipper", "Service Type": service,
                    "Shipment Date": f"5/{day(rng, 4, 13)}/2026", "Actual Weight Amount": weight, "Actual Weight Units": "LB",
                    "Rated Weight Amount": weight, "Rated Weight Units": "LB", "Number of Pieces": "1", "Zone Code": rng.randrange(2, 9),
                    "Recipient Name": to.name, "Recipient Company": to.company, "Recipient Address Line 1": to.line1,
                    "Recipient Address Line 2": to.line2, "Recipient City": to.city, "Recipient State": to.state,
                    "Recipient Zip Code": to.postal, "Recipient Country/Territory": to.country,
                    "Shipper Company": SALTMARSH.company, "Shipper Name": SALTMARSH.name,
                    "Shipper Address Line 1": SALTMARSH.line1, "Shipper City": SALTMARSH.city, "Shipper State": SALTMARSH.state,
                    "Shipper Zip Code": SALTMARSH.postal, "Shipper Country/Territory": SALTMARSH.country,
                    "Original Customer Reference": f"WEB {7000 + place}", "Shipment Notes": "Leave at side door, thanks" if place == 3 else "",
                }
            if ("Address Correction", "21.00") in pairs:
                # The same money once more in columns that are never charges.
                cells |= {"Ground Tracking ID Address Correction Gross Charge Amount": "21.00", "Customs Value": "310.00"}
            made.append((cells, pairs, net))
        due = f"{sum(net for *_, net in made):,}"
        for cells, pairs, _ in made:
            cells |= {"Original Amount Due": due, "Current Balance": "0.00"}
            rows.append(fill(names, cells, pairs=pairs, pair_name="Tracking ID Charge Description"))
    write("fedex_us.csv", rows, quote_all=True)


# --- FedEx, UK and NL billing accounts --------------------------------------------------------

def fedex_waybills(rng, names, sender, country, account, currency, invoices):
    """Rows of an international file. invoices: (number, type, date, due date, [(service, pairs)])."""
    rows, place = [names], 0
    for number_, kind, date, due_date, waybills in invoices:
        due = f"{sum((total(charges_of(pairs)) for _, pairs in waybills), Decimal('0.00')):,}"
        for service, pairs in waybills:
            if service == "twin":
                rows.append(rows[-1])  # two equal rows, both real
                continue
            tracking = "" if service == "Invoice Fee" else digits(rng, 12, "8")
            taxes = [a for label, a in filter(None, pairs) if label in ("Original VAT", "Customs Duty")]
            to, place = EU_PEOPLE[place % len(EU_PEOPLE)], place + 1
            weight = f"{rng.randrange(1, 30)}.{rng.randrange(10)}"
            shipped = f"5/{day(rng, 4, 13)}/2026"
            rows.append(fill(names, {
                "Billing Country/Territory": country, "Invoice Type": kind, "Settlement Type": "Regular",
                "Bill to Account Number": account, "FedEx Invoice Number": number_, "Invoice Date": date, "Due Date": due_date,
                "Bill to Currency": currency, "Total Standard Charges": f"{total(charges_of(pairs)) - total(taxes):,}",
                "Total Taxes": total(taxes) if taxes else "", "Original Amount Due": due, "Air Waybill Number": tracking,
                "Bill To": "Shipper", "Shipper Reference 1": f"B{3100 + place}", "Ship Date (formatted)": shipped,
                "Ship Date": shipped, "Tendered Date": shipped,
                "Service": service, "Packaging": "Customer Packaging",
                "Pieces": "1", "Actual Weight": weight, "Actual Weight Units": "KG", "Sender Company Name": sender.company,
                "Sender Contact Name": sender.name, "Sender Address Line 1": sender.line1, "Sender Address Line 2": sender.line2,
                "Sender Address City": sender.city, "Sender Address Postal": sender.postal,
                "Sender Address Country/Territory": sender.country, "Recipient Company Name": to.company,
                "Recipient Contact Name": to.name, "Recipient Address Line 1": to.line1, "Recipient Address Line 2": to.line2,
                "Recipient Address City": to.city, "Recipient Address Postal": to.postal,
                "Recipient Address Country/Territory": to.country, "Rated Weight Amount": weight, "Rated Weight Units": "KG",
                "Zone Code": rng.randrange(1, 9), "Air Waybill Total Amount": f"{total(charges_of(pairs)):,}",
            }, pairs=pairs, pair_name="Air Waybill Charge Label"))
    return rows


def fedex_international_uk():
    rng, names = random.Random("fedex_international_uk"), columns("fedex_international")
    economy, priority = "FedEx International Economy", "FedEx International Priority Express"
    shipments = [
        (priority, [("Transportation Charge", "88.10"), ("Discount", "-17.62"), ("Net Transportation Charges", "70.48"),
                    ("Fuel Surcharge", "14.10"), ("Remote Area Surcharge", "22.50"), ("Non-Trans Charges", "36.60"), ("Subtotal", "107.08")]),
        (economy, [("Duty and Tax Forwarding Charge", "13.25"), ("Customs Duty", "8.40"), ("Import/Export Subtotal", "21.65"),
                   ("Original VAT", "4.33"), ("Tax Subtotal", "4.33")]),
        (priority, [("Saturday Delivery", "19.90"), ("Declared Value Charge", "7.15"), ("Additional Handling Charge", "16.40")]),
        (economy, [("Transportation Charge", "1,482.30"), ("Fuel Surcharge", "296.46")]),
        (economy, [("Saturday Delivery", "19.90"), ("Fuel Surcharge", "0.00"), None, ("Remote Area Surcharge", "6.2")]),
        ("twin", [("Saturday Delivery", "19.90"), ("Fuel Surcharge", "0.00"), None, ("Remote Area Surcharge", "6.2")]),
        (priority, [("Transportation Charge", "35.05"), ("Transportation Charge", "2.10"), ("SUBTOTAL", "37.15")]),
        (economy, [("Transportation Charge", "51.66"), *[None] * 49, ("Residential Delivery", "3.05")]),
        (priority, [("", "0.85"), ("Transportation Charge", "29.40")]),
        ("Invoice Fee", [("Paper Invoice Charge", "2.50")]),
    ]
    credit = [
        (priority, [("Transportation Charge", "-88.10"), ("Discount", "17.62"), ("Net Transportation Charges", "-70.48"),
                    ("Fuel Surcharge", "-14.10"), ("Subtotal", "-84.58")]),
        (economy, [("Original VAT", "(4.33)"), ("Tax Subtotal", "(4.33)")]),
    ]
    write("fedex_international_uk.csv", fedex_waybills(rng, names, FINCH, "GB", "037715204", "GBP", [
        ("061190338", "Shipment", "20-May-2026", "03-Jun-2026", shipments),
        ("061190981", "Credit Memo", "27-May-2026", "10-Jun-2026", credit),
    ]), quote_all=True)


def fedex_international_nl():
    rng, names = random.Random("fedex_international_nl"), columns("fedex_international")
    economy, priority = "FedEx International Economy", "FedEx International Priority"
    first = [
        (priority, [("Transportation Charge", "212.00"), ("Discount", "-63.60"), ("Net Transportation Charges", "148.40"),
                    ("Fuel Surcharge", "29.68"), ("Subtotal", "178.08")]),
        (economy, [("Fuel Surcharge", "9.77"), ("Duty and Tax Forwarding Charge", "16.10"), ("Transportation Charge", "64.85")]),
        (economy, [("Remote Area Surcharge", "24.15"), ("Saturday Delivery", "18.00")]),
        ("twin", [("Remote Area Surcharge", "24.15"), ("Saturday Delivery", "18.00")]),
        (priority, [("Additional Handling Charge", "17.45"), ("Declared Value Charge", "9.02"), ("Non-Trans Charges", "26.47")]),
        (priority, [("Customs Duty", "31.08"), ("Original VAT", "22.61"), ("Tax Subtotal", "22.61"), ("Import/Export Subtotal", "53.69")]),
    ]
    second = [
        (economy, [("Transportation Charge", "2,048.5"), ("Discount", "-204.85"), ("Net Transportation Charges", "1,843.65"), ("Fuel Surcharge", "331.86")]),
        (economy, [("Transportation Charge", "44"), ("Fuel Surcharge", "7.9")]),
        (priority, [("Signature \"Direct\"", "5.60"), ("Peak Surcharge, Demand", "1.75")]),
        (priority, [("Transportation Charge", "73.21"), ("Discount", "-73.21")]),
    ]
    credit = [
        (economy, [("Duty and Tax Forwarding Charge", "-16.10")]),
        ("Invoice Fee", [("Invoice Adjustment", "-2.00")]),
    ]
    write("fedex_international_nl.csv", fedex_waybills(rng, names, TULP, "NL", "086640917", "EUR", [
        ("074400125", "Shipment", "08-May-2026", "22-May-2026", first),
        ("074400683", "Shipment", "15-May-2026", "29-May-2026", second),
        ("074401002", "Credit Memo", "29-May-2026", "12-Jun-2026", credit),
    ]))


# --- DHL eCommerce ----------------------------------------------------------------------------

def dhl_parcel(rng, names, place, charges, **other):
    """A DTL row with these charges; `other` overrides cells by index (`c10`)."""
    to, number_ = US_PEOPLE[place % len(US_PEOPLE)], digits(rng, 10, "0" if place % 3 == 0 else "")
    weight = f"{rng.randrange(1, 9)}.{rng.randrange(100):02}"
    row = fill(names, {
        "Invoice": "DTL", "Sold_To*": "0005518320", "Inv_Posnr*": 10 * (place + 1), "BOL*": digits(rng, 12),
        "BillRef*": f"PO-{place + 1:04}", "SHIPPOINT*": "USATL1", "PickUpFrom*": "USATL1",
        "PUDATE*": f"2026-05-{day(rng):02}", "PUTIME*": f"{rng.randrange(8, 19):02}:{rng.randrange(60):02}:00",
        "Internal_Tracking_Num:": number_, "Customer_Confirm*": number_, "Name*": to.name, "Address1*": to.line1,
        "Address2*": to.line2, "City*": to.city, "State*": to.state, "Zip*": to.postal, "Country*": to.country,
        "Material_or_VAS_Num*": "SMP7", "Material_or_VAS_Desc*": "DHL SmartMail Parcel Plus Expedited",
        "ACTWeight*": weight, "UOM_ACTWeight*": "LB", "BILLWEIGHT*": weight, "UOM_BillWgt*": "LB", "Quantity*": "1",
        "UOM_Quantity*": "EA", "Pricing_Zone*": rng.randrange(1, 9),
        # References between the charge columns that look like money and are none.
        "CustRef*": "19.95", "CustRef2*": "WH 2, bay 7" if place % 4 == 0 else "",
    }, charges)
    for cell, text in other.items():
        row[int(cell[1:])] = text
    return row


def dhl_total(rows):
    charged = [*range(29, 30), *range(32, 66), *range(73, 79)]
    return total(row[i] for row in rows for i in charged if i < len(row))


DHL_CHARGES = [
    {"Charge*": "5.12", "ZFuel*": "0.38"},
    {"Charge*": "6.4", "ZZWS1PRI_Dropoff*": "0.15", "ZZWS2PRI_Sort*": "0.22", "ZZWS3PRI_Stamp*": "0.60", "ZFuel*": "0.00"},
    {"Charge*": "4.88", "ZZWS4PRI_Machine*": "0.11", "ZZWS5PRI_Manifest*": "0.09", "ZZWS6PRI_BPM*": "1.05"},
    {"Charge*": "7.31", "ZZWS7PRI_NEW*": "0.31", "ZZWS8PRI_NEW*": "0.32", "ZZWS9PRI_NEW*": "0.33", "ZFuel*": ".42"},
    {"ZSC1_Content_Endorsement*": "0.55", "ZSC2_Unassignable_Addrs*": "0.70", "ZSC3_Special_Handling*": "2.25"},
    {"ZSC4_Late_Arrival*": "1.10", "ZSC5_USPS_Qualif*": "0.48", "ZSC6_Client_SRD*": "-0.76", "ZSC7_SC_Irreg*": "0.65"},
    {"ZRM1_Ret_Unassn_Chg*": "3.00", "ZRM2_Ret_Unprocess_Chg*": "2.75", "ZRM3_Ret_Recall_Disc_Chg*": "-4.20"},
    {"ZRM4_Ret_Dup_Mail_Chg*": "1.90", "ZRM5_Ret_Cont_Assur_Chg*": "0.85", "ZRM6_Move_Update_Return*": "0.80"},
    {"Charge*": "18.44", "ZRM7_GST_Tax": "0.92", "ZRM8_HST_Tax": "1.47", "ZRM9_PST_Tax": "1.29", "ZRM10_VAT_Tax": "3.69"},
    {"Charge*": "1,016.00", "ZRM11_Duties": "81.28", "ZRM12_Tax": "20.32", "ZFuel*": "71.12"},
    {"ZRM13_Paper_Invoice_Fee*": "5.00", "ZRM14_Screening_Fee*": "0.12", "ZRM15_Non_Auto-Flats": "0.35"},
    {"ZRM16_ORM_D": "6.25", "Min_PickupChg*": "15.00"},
]


def dhl_ecommerce():
    """Rev B: the HDR row has 16 fields and no date."""
    rng, names = random.Random("dhl_ecommerce"), columns("dhl_ecommerce")
    first = [dhl_parcel(rng, names, i, charges) for i, charges in enumerate(DHL_CHARGES)]
    first.append(list(first[0]))  # two equal rows, both real
    first.append(dhl_parcel(rng, names, 20, {"Charge*": "0.00", "ZFuel*": ""}))  # no charge at all
    second = [
        dhl_parcel(rng, names, 30, {"Charge*": "-5.12", "ZFuel*": "-0.38"}, c13='The "Paper Moon" Shop', c14="5 Mill St, Rear"),
        dhl_parcel(rng, names, 31, {"Charge*": "8.05", "ZFuel*": "0.56", "ZSC3_Special_Handling*": "2.25"}),
        dhl_parcel(rng, names, 32, {"Charge*": "3.97"}),
    ]
    rows = []
    for invoice, batch in (("0019740331", first), ("0019752806", second)):
        rows.append(["HDR", "0005518320", invoice, *[""] * 8, str(dhl_total(batch)), *[""] * 4])
        rows += batch
    write("dhl_ecommerce.csv", rows)


def dhl_ecommerce_rev_a():
    """Rev A: the HDR row has 78 fields and the invoice date; tracking and confirmation differ."""
    rng, names = random.Random("dhl_ecommerce_rev_a"), columns("dhl_ecommerce")
    first = [dhl_parcel(rng, names, i, charges, c11=digits(rng, 10)) for i, charges in enumerate((
        {"Charge*": "6.02", "ZFuel*": "0.41"},
        {"Charge*": "5.77", "ZSC7_SC_Irreg*": "0.65", "ZFuel*": "0.40"},
        {"Charge*": "9.30", "ZRM7_GST_Tax": "0.47"},
        {"Charge*": "4.15", "Min_PickupChg*": "15.00"},
        {"Charge*": "7.70", "ZZWS9PRI_NEW*": "0.33"},
        {"Charge*": "2.93"},
    ))]
    first += [
        # No internal tracking number: the delivery confirmation, else the customer confirmation.
        dhl_parcel(rng, names, 6, {"Charge*": "5.05"}, c10="", c11=digits(rng, 10), c12="9261290100" + digits(rng, 12)),
        dhl_parcel(rng, names, 7, {"Charge*": "11.85", "ZRM11_Duties": "2.37"}, c10="", c11="GM" + digits(rng, 14)),
        dhl_parcel(rng, names, 8, {"Charge*": "3.33"}, c8="", c11=digits(rng, 10)),  # the date of the HDR row
        dhl_parcel(rng, names, 9, {"Charge*": "8.18"}, c11=digits(rng, 10))[:78],
        # Delivery area surcharge in a slot that the documentation calls reserved.
        dhl_parcel(rng, names, 10, {"Charge*": "6.61", "ZFuel*": "0.45"}, c11=digits(rng, 10), c78="3.70"),
    ]
    second = [
        dhl_parcel(rng, names, 11, {"Charge*": "4.40", "ZRM3_Ret_Recall_Disc_Chg*": "-1.25"}, c13='Núñez & Daughters, "The Mill"'),
        dhl_parcel(rng, names, 12, {"Charge*": "-6.02", "ZFuel*": "-0.41"}, c8="20260521"),
    ]
    second.append(list(second[0]))
    rows = []
    for invoice, date, batch in (("0018803117", "2026-05-15", first), ("0018816240", "2026-05-31", second)):
        rows.append(["HDR", "0005518320", invoice, date, *[""] * 7, str(dhl_total(batch)), *[""] * 66])
        rows += batch
    write("dhl_ecommerce_rev_a.csv", rows, line_end="\r\n")


# --- DHL Express ------------------------------------------------------------------------------

class Shipment:
    """An S row. slots: {n: (code, name, charge, discount)}; others: [(name, amount)]."""

    def __init__(self, weight="", slots=None, discounts=(), others=(), fee="", fee_is_extra=True, tax="", **cells):
        self.weight, self.slots, self.discounts, self.others = weight, slots or {}, discounts, others
        self.fee, self.fee_is_extra, self.tax, self.cells = fee, fee_is_extra, tax, cells

    @staticmethod
    def net(charge, discounts):
        charge, off = number(charge), sum((abs(number(d)) for d in discounts), Decimal("0.00"))
        return charge + off if charge < 0 else charge - off

    def extra(self):
        return sum((self.net(charge, [discount]) for _, _, charge, discount in self.slots.values()), Decimal("0.00"))

    def total(self):
        fee = number(self.fee) if self.fee_is_extra else 0
        return (self.net(self.weight, [d for _, d in self.discounts]) + self.extra()
                + total(amount for _, amount in self.others) + fee)


def dhl_express_rows(rng, names, invoices, style=str):
    """invoices: (I row cells, S row cells for all, currency, [Shipment])."""
    rows = [names]
    for invoice_cells, shipment_cells, currency, shipments in invoices:
        excluding = sum((s.total() for s in shipments), Decimal("0.00"))
        taxes = total(s.tax for s in shipments)
        if invoice_cells.pop("with totals"):
            invoice_cells |= {"Currency": currency, "Total amount (excl. VAT)": excluding, "Total Tax": taxes,
                              "Total amount (incl. VAT)": excluding + taxes}
        rows.append(fill(names, {"Line Type": "I", "Billing Source": "MyBill"}, invoice_cells))
        for place, s in enumerate(shipments):
            if place and s is shipments[place - 1]:
                rows.append(rows[-1])  # two equal rows, both real
                continue
            to = EU_PEOPLE[place % len(EU_PEOPLE)]
            tracking = digits(rng, 10, "0" if place == 1 else "")
            cells = {
                "Line Type": "S", "Billing Source": "MyBill", "Shipment Number": tracking,
                "Shipment Date": f"202605{day(rng):02}", "Product": "P", "Product Name": "EXPRESS WORLDWIDE nondoc", "Pieces": "1",
                "Shipment Reference 1": f"KD-{2200 + place}", "Origin": "AMS", "Senders Name": TULP.company,
                "Senders Address 1": TULP.line1, "Senders Postcode": TULP.postal, "Senders City": TULP.city, "Senders Country": "NL",
                "Senders Contact": TULP.name, "Receivers Name": to.company or to.name,
                # An address that the shipper typed on two lines.
                "Receivers Address 1": f"{to.line1}\n{to.line2 or 'Reception'}" if place % 3 == 0 else to.line1,
                "Receivers Postcode": to.postal, "Receivers City": to.city, "Receivers Country": to.country,
                "Receivers Contact": to.name, "Weight (kg)": f"{rng.randrange(1, 30)}.{rng.randrange(10)}", "Weight Flag": "B",
                "Currency": currency, "Total amount (excl. VAT)": style(str(s.total())), "Total Tax": style(s.tax or "0.00"),
                "Total amount (incl. VAT)": style(str(s.total() + number(s.tax))), "Tax Code": "A" if s.tax else "N",
                "Weight Charge": style(s.weight), "Weight Tax (VAT)": style(s.tax), "Invoice Fee": style(s.fee),
                "Total Extra Charges (XC)": style(str(s.extra())),
            }
            for n, (name, amount) in enumerate(s.others, 1):
                cells |= {f"Other Charges {n}": name, f"Other Charges {n} Amount": style(amount)}
            for n, (name, amount) in enumerate(s.discounts, 1):
                cells |= {f"Discount {n}": name, f"Discount {n} Amount": style(amount)}
            for n, (code, name, charge, discount) in s.slots.items():
                cells |= {f"XC{n} Code": code, f"XC{n} Name": name, f"XC{n} Charge": style(charge), f"XC{n} Tax Code": "N",
                          f"XC{n} Tax": style("0.00"), f"XC{n} Discount": style(discount),
                          f"XC{n} Total": style(str(Shipment.net(charge, [discount])))}
            rows.append(fill(names, cells, shipment_cells, s.cells))
    return rows


def dhl_express():
    """Classic column order, CRLF; the I rows state totals, the S rows leave account and invoice blank."""
    rng, names = random.Random("dhl_express"), columns("dhl_express")
    blank_slot = ("", "", "", "")
    twin = Shipment("33.00", {1: ("FE", 'GoGreen "Plus"', "1.20", "0.00")})
    first = [
        Shipment("118.40", {1: ("FF", "Fuel Surcharge", "32.56", "0.00")}, tax="31.70"),
        Shipment("64.2", {1: ("FF", "Fuel Surcharge", "17.66", "-3.53"), 2: ("RC", "Remote Area Delivery", "24.00", "2.40"),
                          3: ("SD", "Saturday Delivery", "15.00", "")}, discounts=[("Volume", "-12.84")]),
        Shipment("81.05", {1: ("PP", "Premium 10:30", "12.00", "0.00"), 2: ("PY", "Premium 9:00", "21.00", "0.00")},
                 discounts=[("Volume", "8.11"), ("Promo", "-1.62"), ("Loyalty", "0.81")], tax="19.67"),
        Shipment("0.00", {1: ("DE", "Duties & Taxes Advanced", "46.71", "0.00"), 2: ("XX", "Import Export Duties", "208.30", "0.00"),
                          3: ("XB", "Import Export Taxes", "62.09", "0.00")}),
        Shipment("39.90", {1: ("OS", "Oversize Piece", "20.00", "0.00"), 3: ("OS", "Oversize Piece", "20.00", "0.00"),
                           9: ("AE", "Address Correction", "11.50", "0.00")}, others=[("Bonded Storage", "18.25"), ("Demurrage, 2 days", "9.00")]),
        Shipment("27.35", {1: ("WC", "", "6.60", "0.00"), 2: ("FF", "Fuel Surcharge", "0.00", "0.00")}, fee="4.50"),
        Shipment("22.10", {1: ("FF", "Fuel Surcharge", "6.08", "0.00")}, fee="4.50", fee_is_extra=False),
        twin, twin,
        Shipment("0.00", {1: ("FF", "Fuel Surcharge", "0.00", "-2.75"), 2: blank_slot}, others=[("Late Pickup Allowance", "-5.00")]),
    ]
    credit = [
        Shipment("-118.40", {1: ("FF", "Fuel Surcharge", "-32.56", "3.26")}, discounts=[("Volume", "11.84")]),
        Shipment("", {1: ("SD", "Saturday Delivery", "-15.00", "")}, **{"Billing Account": "0974400182", "Invoice Number": "AMSR000417763"}),
    ]
    account = {"Billing Account": "0966120457", "Billing Account Name": TULP.company, "Billing Address 1": "Havenkade 212\r\nHal C",
               "Billing Postcode": TULP.postal, "Billing City": TULP.city, "Billing Country Code": "NL", "VAT Number": "NL009911223B01"}
    write("dhl_express.csv", dhl_express_rows(rng, names, [
        ({**account, "Invoice Number": "AMSR000417701", "Invoice Type": "Invoice", "Invoice Date": "20260531", "with totals": True},
         {"Invoice Date": "20260531"}, "EUR", first),
        ({**account, "Invoice Number": "AMSR000417763", "Invoice Type": "Credit Note", "Invoice Date": "20260602", "with totals": True},
         {"Invoice Date": "20260602"}, "EUR", credit),
    ]), line_end="\r\n")


def dhl_express_reordered():
    """The other documented column order, everything quoted; the second invoice has European amounts."""
    rng, names = random.Random("dhl_express_reordered"), columns("dhl_express_reordered")
    twin = Shipment("19.80", {}, others=[("Neutral Delivery", "6.40")])
    first = [
        Shipment("96.75", {1: ("FF", "Fuel Surcharge", "25.16", "0.00"), 2: ("PP", "Premium 10:30", "12.00", "0.00")}, tax="26.78"),
        Shipment("41.00", {1: ("RC", "Remote Area Delivery", "24.00", "0.00")}, discounts=[("Contract", "-4.10")]),
        Shipment("1,310.00", {1: ("FF", "Fuel Surcharge", "340.60", "-34.06"), 2: ("OS", "Oversize Piece", "20.00", "0.00")}),
        Shipment("57.30", {n: (code, name, f"{n}.15", "0.00") for n, code, name in (
            (1, "FF", "Fuel Surcharge"), (2, "SD", "Saturday Delivery"), (3, "AE", "Address Correction"), (4, "DE", "Duties & Taxes Advanced"),
            (5, "PY", "Premium 9:00"), (6, "XX", "Import Export Duties"), (7, "XB", "Import Export Taxes"), (8, "WC", "Warehousing"), (9, "OO", "Packaging, Small"))}),
        Shipment("19.80", {}, fee="3.00"),
        twin, twin,
    ]
    european_rows = [
        Shipment("5204.75", {1: ("FF", "Fuel Surcharge", "1353.24", "-135.32")}),
        Shipment("312.40", {1: ("FF", "Fuel Surcharge", "81.22", "0.00")}, discounts=[("Contract", "-31.24")], tax="68.85"),
        Shipment("-41.00", {1: ("RC", "Remote Area Delivery", "-24.00", "0.00")}, discounts=[("Contract", "4.10")]),
    ]
    rows = dhl_express_rows(rng, names, [
        ({"Billing Account": "0966120457", "Invoice Number": "LHRI000088120", "Invoice Type": "Invoice", "Invoice Date": "20260529", "with totals": False},
         {"Invoice Date": "20260529", "Invoice Number": "LHRI000088120"}, "GBP", first)])
    rows += dhl_express_rows(rng, names, [
        ({"Billing Account": "0974400182", "Invoice Number": "FRAI000051906", "Invoice Type": "Invoice", "Invoice Date": "20260530", "with totals": False},
         {"Invoice Date": "20260530", "Invoice Number": "FRAI000051906", "Billing Account": "0974400190"}, "EUR", european_rows)], european)[1:]
    write("dhl_express_reordered.csv", rows, quote_all=True)


# --- DPD --------------------------------------------------------------------------------------

def dpd():
    rng, names = random.Random("dpd"), columns("dpd")
    charge_names = names[20:28]
    # base, energy, toll, peak, system return, oversized, customs, other
    parcels = [
        ("6.10", "0.43", "0.20", "0.00", "", "0.00", "0.00", "0.00"),
        ("8.95", "0.63", "0.31", "1.10", "0.00", "0.00", "0.00", "2.75"),
        ("12.4", "0.87", "0.31", "0.00", "0.00", "18.50", "0.00", "0.00"),
        ("5.20", "0.36", "0.20", "0.00", "4.60", "0.00", "0.00", "0.00"),
        ("21.75", "1.52", "0.74", "0.00", "", "0.00", "14.90", "0.00"),
        ("0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "3.35"),
        ("7", ".49", "0.20", "", "", "", "", ""),
        ("0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"),
        ("-6.10", "-0.43", "-0.20", "0.00", "", "0.00", "0.00", "0.00"),
        ("9.05", "0.63", "0.00", "0.00", "", "0.00", "0.00", "1.20"),
        "twin",
        ("6.10", "0.43", "0.20", "1.10", "4.60", "18.50", "14.90", "2.75"),
        ("1,140.00", "79.80", "38.00", "0.00", "", "0.00", "0.00", "0.00"),
    ]
    rows = [names]
    for i, amounts in enumerate(parcels):
        if amounts == "twin":
            rows.append(rows[-1])  # two equal rows, both real
            continue
        to, second = EU_PEOPLE[i % len(EU_PEOPLE)], i >= 8
        shipment_only = amounts[7] == "3.35"  # billed per shipment: no parcel number
        cells = dict(zip(charge_names, amounts))
        cells |= {
            "Sender name 2": "Magazijn Noord", "Type": "S" if shipment_only else "P", "Sender name": TULP.company,
            "Receiver name": to.name, "Receiver name 2": to.company, "Quantity order": "1", "Customer number": "00771540",
            "Customer name": TULP.company, "Sender address": TULP.line1, "Sender ZIP": TULP.postal, "Sender city": TULP.city,
            "Sender country": "NL", "Invoice number": "07745120" if second else "07738846",
            "Invoice date": "31.05.2026" if second else "20260515",
            "Parcel number": "" if shipment_only else digits(rng, 14, "05"),
            "Shipment number": digits(rng, 7, "0"), "Destination zone": "NL" if i % 3 else "EU",
            "Commercial destination country": to.country, "Service": "Classic", "Shipment date": f"202605{day(rng, 2, 12):02}",
            "Oversized/Overweight description": "Length > 175 cm; hand sorted" if amounts[5] == "18.50" else "",
            "Weight": rng.randrange(300, 20000), "Length": rng.randrange(20, 60), "Width": "30", "Height": "18",
            "Customer parcel reference 1": f"RF_{55120 + i};" if i % 4 == 0 else f"RF_{55120 + i}",
            "Customer shipment reference 1": 'Tafelloper "Oost"' if i == 3 else f"ORD-{9100 + i}",
            "Total amount": f"{total(amounts):,}", "VAT percentage": "21",
            "Other surcharges codes": "A,E" if amounts[7] not in ("", "0.00") else "",
        }
        rows.append(fill(names, cells))
    write("dpd.csv", rows, delimiter=";", line_end="\r\n")


def dpd_dutch():
    """`Totaal` is not the sum of the charge columns: the base price has no column in this layout."""
    rng, names = random.Random("dpd_dutch"), columns("dpd_dutch")
    money = [("8.20", "14.35"), ("6.75", "11.05"), ("0.00", "7.40"), ("", "5.95"), ("0.00", "0.00"), ("17.40", "23.10"),
             ("-8.20", "-14.35"), ("3.1", "9"), "twin", ("0.85", ""), ("1,020.00", "1,066.50"), ("12.60", "18.80")]
    rows = [names]
    for i, amounts in enumerate(money):
        if amounts == "twin":
            rows.append(rows[-1])  # two equal rows, both real
            continue
        to, (surcharge, row_total) = EU_PEOPLE[i % len(EU_PEOPLE)], amounts
        rows.append(fill(names, {
            "Verzender naam 2": "Hal C; perron 4", "Type": "P", "Verzender naam": TULP.company, "Ontvanger naam": to.name,
            "Ontvanger naam 2": to.company, "Aantal orderregels": "1", "Relatienummer": "00771540", "Relatienaam": TULP.company,
            "Verzender adres": TULP.line1, "Verzender postcode": TULP.postal, "Verzender plaats": TULP.city, "Verzender land": "NL",
            "Factuur": "06612094" if i < 6 else "06620377", "Factuurdatum": "20260430" if i < 6 else "31.05.2026",
            "Pakketnummer": digits(rng, 14, "03"), "Zendingnummer": digits(rng, 7), "Bestemmingszone": "EU",
            "Commerciële bestemmingsland": to.country, "Dienst": "Shop Delivery", "Verzenddatum": f"202604{day(rng):02}",
            "Toeslag": surcharge, "Totaal": row_total, "Gewicht": rng.randrange(300, 20000), "Lengte": "40", "Breedte": "30",
            "Hoogte": "20", "Klant pakketreferentie 1": f"TL{7700 + i}", "BTW percentage": "21",
        }))
    write("dpd_dutch.csv", rows, delimiter=";", line_end="\r\n")


def dpd_german():
    """`Totaal` is blank throughout; amounts with a decimal comma."""
    rng, names = random.Random("dpd_german"), columns("dpd_german")
    charge_names = ["Tarief", "Fuel surcharge", "mautpreis", "verzoll_gebuehr", "Toeslag", "COD Toeslag"]
    parcels = [
        ("6.90", "0.48", "0.25", "", "0.00", "0.00"), ("11.15", "0.78", "0.25", "0.00", "2.60", "0.00"),
        ("23.80", "1.67", "0.61", "12.50", "0.00", "0.00"), ("6.90", "0.48", "0.25", "0.00", "0.00", "4.95"),
        ("0.00", "0.00", "0.00", "9.80", "0.00", "0.00"), ("-6.90", "-0.48", "-0.25", "", "", ""),
        ("5.4", "0.38", "0.25", "", "", ""), ("1204.50", "84.32", "12.20", "0.00", "75.00", "0.00"),
        ("8.35", "0.58", "0.25", "0.00", "1.15", "4.95"), "twin",
        ("0.00", "0.00", "0.00", "0.00", "0.00", "0.00"), ("7.05", "0.49", "0.25", "12.50", "2.60", "4.95"),
    ]
    sender = Party("Jörg Müßig", "Uhren Müßig GmbH", "Färbergasse 19", "", "Würzburg", "", "97070", "DE")
    rows = [names]
    for i, amounts in enumerate(parcels):
        if amounts == "twin":
            rows.append(rows[-1])  # two equal rows, both real
            continue
        to = EU_PEOPLE[(i + 3) % len(EU_PEOPLE)]
        rows.append(fill(names, {
            "Absender Name 2": "Versand", "Typ": "P", "Absender Name": sender.company, "Empfänger Name": to.name, "Empfänger Name 2": to.company,
            "Anzahl Auftragspositionen": "1", "Relatienummer": "00662018", "Kundenname": sender.company, "Absender Adresse": sender.line1,
            "Absender PLZ": sender.postal, "Absender Stadt": sender.city, "Absender Land": "DE",
            "Factuur": "05590312" if i < 7 else "05597740", "Factuurdatum": "15.05.2026" if i < 7 else "31.05.2026",
            "Pakketnummer": digits(rng, 14, "01"), "Sendungsnummer": digits(rng, 7), "Zielgebiet": "EU",
            "Kommerzielles Zielland": to.country, "Service": "Classic", "Versanddatum": f"{day(rng, 2, 12):02}.05.2026",
            "Gewicht": rng.randrange(300, 20000), "Länge": "35", "Breite": "25", "Höhe": "15",
            "Beschreibung Übergröße": "Maß > 175 cm; manuell" if i == 7 else "", "Kundenpaketreferenz 1": f"UM-{410 + i}", "MwSt Prozentsatz": "19",
        }, dict(zip(charge_names, map(european, amounts)))))
    write("dpd_german.csv", rows, delimiter=";", line_end="\r\n")


SAMPLES = [ups, usps, royal_mail, royal_mail_sap_bex, fedex_us, fedex_international_uk, fedex_international_nl,
           dhl_ecommerce, dhl_ecommerce_rev_a, dhl_express, dhl_express_reordered, dpd, dpd_dutch, dpd_german]

if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in SAMPLES:
        make()
