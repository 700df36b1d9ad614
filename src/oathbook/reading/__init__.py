"""Bytes in, documents out: `iter_inputs` finds what is to be read, `read_documents` reads one of them.

    for raw in iter_inputs(["reports/", "-"], stdin=sys.stdin.buffer):
        for item in read_documents(raw, published=day):
            ...   # a Document, or an UnreadableInput that says which, why and what to do

Nothing is raised for a bad input: it comes out as a value and the rest goes on.
"""

from oathbook.reading.documents import read_documents
from oathbook.reading.examples import example_inputs
from oathbook.reading.inputs import LIMIT_BYTES, RawInput, iter_inputs

__all__ = ["LIMIT_BYTES", "RawInput", "example_inputs", "iter_inputs", "read_documents"]
