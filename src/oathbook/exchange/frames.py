"""How do claims become a data frame? A sequence of entries that turns into polars or pandas when asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from oathbook.exchange.rows import FIELDS, to_row
from oathbook.model import Entry

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]  # an extra, without types of its own
    import polars as pl

_WHOLE = ("count_min", "count_best", "count_max", "start", "end")
_TRUTH = ("needs_anchor", "ended")
_DAYS = ("when_first", "when_last", "published")
_MOMENTS = ("read", "recorded")


@dataclass(frozen=True, slots=True)
class Claims(Sequence[Entry]):
    """Entries as a sequence, and as a table: `len(claims)`, `claims[0].claim.quote`, `claims.to_pandas()`."""

    entries: tuple[Entry, ...]

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Claims: ...
    def __getitem__(self, index: int | slice) -> Entry | Claims:
        """One entry, or a slice as claims again."""
        return Claims(self.entries[index]) if isinstance(index, slice) else self.entries[index]

    def __len__(self) -> int:
        """How many entries."""
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        """The entries in order."""
        return iter(self.entries)

    def to_rows(self) -> list[dict[str, Any]]:
        """One dictionary of plain values per entry, under the fields of the CSV export."""
        return [to_row(entry) for entry in self.entries]

    def to_polars(self) -> pl.DataFrame:
        """One row per entry, with the same column types however few entries there are."""
        import polars as pl

        types: dict[str, pl.DataType | type[pl.DataType]] = dict.fromkeys(FIELDS, pl.String)
        types |= dict.fromkeys(_WHOLE, pl.Int64) | dict.fromkeys(_TRUTH, pl.Boolean)
        types |= dict.fromkeys(_DAYS, pl.Date) | dict.fromkeys(_MOMENTS, pl.Datetime("us", "UTC"))
        types["reading"] = pl.Float64
        return pl.DataFrame(self.to_rows(), schema=types, orient="row")

    def to_pandas(self) -> pd.DataFrame:
        """The same for pandas; needs the extra `oathbook[pandas]`."""
        return self.to_polars().to_pandas()
