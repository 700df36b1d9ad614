"""Claims out of the book in forms that others read (CSV, JSON lines, data frames), and coded claims into it.

`importing` is imported where it is used: it needs the ledger and the signatures of the kinds.
"""

from oathbook.exchange.frames import Claims
from oathbook.exchange.rows import FIELDS, to_row
from oathbook.exchange.text import entry_to_json, write_csv, write_json_lines

__all__ = ["FIELDS", "Claims", "entry_to_json", "to_row", "write_csv", "write_json_lines"]
