"""Forty texts that a spreadsheet would run, or that break a quoting that is not whole."""

from __future__ import annotations

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","a")', '=IMPORTXML("http://x.example","//a")',
    '=WEBSERVICE("http://x.example")', "+1+1", "+13125550142", "+cmd|' /C calc'!A0", "-1+1", "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)", "@name", "=", "+", "-", "@", "'=1+1", "''=1+1", "'''+1", "'", "''", "'t Hooft BV", "'+1'", "\t=1+1",
    "\r=1+1", "\n=1+1", "\0=1+1", " =1+1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)", "'\uff1d1", "=1+1;2",
    '=1+"1"', '"=1+1"', '",=1+1,"', "a\n=1+1", "=A1:A9", "=-@+",
)  # fmt: skip
