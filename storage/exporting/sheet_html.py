"""The call sheet as one HTML page to print: black on white, A4 or Letter, no script and no address outside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from playbook import daywords
from playbook.cleaning import clean_line
from playbook.outcomes import OUTCOMES
from storage.exporting.sheet import Call, CallSheet, name_of

_LONG: Final = 1_000
_STYLE: Final = """
@page { size: auto; margin: 14mm 15mm 16mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #000; }
body {
  max-width: 190mm; margin: 0 auto; padding: 8mm 4mm;
  font: 10pt/1.4 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact;
}
header { display: flex; justify-content: space-between; align-items: flex-end; border-bottom: 1.6pt solid #000;
  padding-bottom: 2mm; margin-bottom: 1mm; }
h1 { font-size: 19pt; line-height: 1.1; margin: 0; letter-spacing: -0.01em; }
header p { margin: 0; text-align: right; font-size: 9pt; }
h2 { font-size: 9pt; font-weight: 700; text-transform: uppercase; letter-spacing: 0.09em; margin: 6mm 0 0;
  break-after: avoid; page-break-after: avoid; }
article { display: grid; grid-template-columns: 17mm 1fr; column-gap: 3mm; padding: 3.2mm 0 3.6mm;
  border-bottom: 0.5pt solid #000; break-inside: avoid; page-break-inside: avoid; }
.when { font-size: 13pt; font-weight: 700; line-height: 1.15; }
.when small { display: block; font-size: 7.5pt; font-weight: 400; margin-top: 0.6mm; }
.row { display: flex; justify-content: space-between; gap: 4mm; align-items: baseline; }
h3 { font-size: 12.5pt; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
.marks { font-size: 8.5pt; white-space: nowrap; }
.marks b { border: 0.6pt solid #000; border-radius: 2mm; padding: 0.1mm 1.6mm; font-weight: 600; margin-left: 1mm; }
.who { margin: 0.6mm 0 0; overflow-wrap: anywhere; }
.phone { font-size: 12pt; font-weight: 700; white-space: nowrap; }
.why { margin: 0.4mm 0 0; font-size: 8.5pt; }
dl { display: grid; grid-template-columns: 13mm 1fr; margin: 1.4mm 0 0; row-gap: 0.3mm; }
dt { font-size: 8pt; padding-top: 0.4mm; }
dd { margin: 0; font-style: italic; overflow-wrap: anywhere; }
.boxes { display: grid; grid-template-columns: repeat(6, 1fr); gap: 1mm 2mm; margin: 2.4mm 0 0; padding: 0;
  list-style: none; font-size: 8pt; }
.boxes li { white-space: nowrap; }
.boxes i { display: inline-block; width: 2.9mm; height: 2.9mm; border: 0.7pt solid #000; margin-right: 1.3mm;
  vertical-align: -0.35mm; }
.boxes kbd { font: inherit; font-weight: 700; margin-right: 0.7mm; }
.line { height: 8mm; border-bottom: 0.5pt dotted #000; }
footer { margin-top: 5mm; font-size: 8pt; }
@media screen { html { background: #ededea; } body { background: #fff; min-height: 100vh; padding: 14mm 15mm; } }
@media print { body { max-width: none; padding: 0; } }
"""


def page(sheet: CallSheet) -> Iterator[str]:
    """Yield the lines of the page."""
    day = daywords.full(sheet.day)
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="robots" content="noindex">'
    yield f"<title>Call sheet, {day}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<header><h1>{day}</h1><p>call sheet<br>{_text(sheet.head())}</p></header>"
    yield from _calls(sheet)
    printed = f"{daywords.full(sheet.printed.date())} {sheet.printed:%H:%M}"
    yield f"<footer>notyet, printed {printed}. A No means not yet.</footer>"
    yield "</body>"
    yield "</html>"


def _calls(sheet: CallSheet) -> Iterator[str]:
    if not sheet.calls:
        yield "<p>Nothing is due today. The pool shows who waits for a first touch; an import brings a list.</p>"
    for title, calls in (("Promises", sheet.promises), ("In their order", sheet.others)):
        if calls and sheet.promises:
            yield f"<h2>{title}</h2>"
        for call in calls:
            yield from _call(call)


def _call(call: Call) -> Iterator[str]:
    yield "<article>"
    there = f"<small>{_text(call.there)}</small>" if call.there else ""
    yield f'<div class="when">{_text(call.due)}{there}</div>'
    yield "<div>"
    star = "★ " if call.dream else ""
    yield f'<div class="row"><h3>{star}{_text(call.account)}</h3><div class="marks">{_marks(call)}</div></div>'
    who = ", ".join(part for part in (call.person, call.title) if part) or "find a person"
    yield f'<div class="row"><p class="who">{_text(who)}</p><div class="phone">{_text(call.phone)}</div></div>'
    last = f"last touch {call.last}" if call.last else "first touch"
    why = dict.fromkeys(part for part in (call.reason, last, call.email) if part)
    yield f'<p class="why">{_text(" · ".join(why))}</p>'
    told = [(label, text) for label, text in _told(call) if text]
    if told:
        yield "<dl>" + "".join(f"<dt>{label}</dt><dd>{_text(text)}</dd>" for label, text in told) + "</dl>"
    yield _BOXES
    yield '<div class="line"></div>'
    yield "</div>"
    yield "</article>"


def _marks(call: Call) -> str:
    parts = [_text(call.way), _text(call.fit)]
    nos = f"<b>No {call.nos}</b>" if call.nos else ""
    return " · ".join(part for part in parts if part) + nos


def _told(call: Call) -> tuple[tuple[str, str], ...]:
    return ("said", call.said), ("pain", call.pain), ("agreed", call.agreed)


def _text(text: str) -> str:
    return escape(clean_line(text, _LONG), quote=True)


_BOXES: Final = (
    '<ul class="boxes">'
    + "".join(f"<li><i></i><kbd>{escape(row.key)}</kbd>{escape(name_of(row))}</li>" for row in OUTCOMES)
    + "</ul>"
)
"""The outcomes in the order of the bar, each with a box to tick."""
