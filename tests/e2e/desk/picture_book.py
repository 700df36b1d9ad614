"""A small book coded by hand, for the pictures: how reports are read may change without changing how the desk looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from oathbook.ledger import open_ledger
from oathbook.model import Claim, Document, Interval, Kind, Party, Polarity

CODED = datetime(2018, 4, 1, 12, tzinfo=UTC)
CODER = "coded-by-hand"
Row = tuple[Kind, str, str | None, str, dict[str, Any]]

AUDIO = Document(
    text=(
        "MAIDUGURI — Boko Haram has pledged allegiance to Islamic State, a man who called himself Abubakar Shekau "
        "said in an audio message on 7 March 2015.\n\n"
        "Islamic State did not answer at once. A researcher in Paris said that the two had been in touch for months, "
        "and that Boko Haram was a rival of Ansaru all the same."
    ),
    title="Nigerian militants swear an oath on tape",
    source="Harmattan Wire",
    published=date(2015, 3, 8),
    url="https://harmattanwire.example/2015/03/08/tape",
)
ANSWER = Document(
    text=(
        "Islamic State accepted the pledge of Boko Haram on 12 March 2015, its spokesman said.\n\n"
        "The movement in Nigeria is part of Islamic State from now on, he added, and its fighters near Baga "
        "carried out an attack that Islamic State claimed."
    ),
    title="A spokesman welcomes new fighters",
    source="Levant Observer",
    published=date(2015, 3, 13),
)
DOUBT = Document(
    text=(
        "Half of Boko Haram had broken with Islamic State by June 2016, an American general told senators.\n\n"
        "“Boko Haram is still with Islamic State,” an officer in Abuja answered."
    ),
    title="A general sees a rift",
    source="Potomac Defense Daily",
    published=date(2016, 6, 22),
)
MERGER = Document(
    text=(
        "Ansar Dine and the Macina Liberation Front merged into a Group to Support Islam and Muslims on 2 March 2017. "
        "Al-Mourabitoun joined it as well.\n\n"
        "The new group pledged allegiance to al-Qaeda the same day. Al-Qaeda in the Islamic Maghreb accepted the oath "
        "in a statement of 14 March."
    ),
    title="Four groups of the Sahara become one",
    source="Senegal River Dispatch",
    published=date(2017, 3, 16),
)
BAYAN = Document(
    text="قال متحدث باسم الجماعة إن أنصار الدين بايعت تنظيم القاعدة في شهر مارس.\n\nولم يصدر التنظيم أي تعليق.",
    title="بيان المكتب الإعلامي",
    source="Sahel Courier",
    published=date(2017, 5, 4),
    language="ar",
)
RETURN = Document(
    text=(
        "Islamic State denied that al-Mourabitoun was part of it in May 2015. Al-Mourabitoun had pledged allegiance to "
        "Islamic State that month, a local outlet in Kidal had said."
    ),
    title="An oath that was none",
    source="Sahel Courier",
    published=date(2015, 5, 20),
)
ROWS: tuple[tuple[Document, tuple[Row, ...]], ...] = (
    (
        AUDIO,
        (
            (Kind.PLEDGE, "boko-haram", "islamic-state", "has pledged allegiance to Islamic State", {"when": "2015-03-07", "said_by": ("abubakar-shekau",)}),
            (Kind.LEAD, "abubakar-shekau", "boko-haram", "a man who called himself Abubakar Shekau", {}),
            (Kind.RIVAL, "boko-haram", "ansaru", "Boko Haram was a rival of Ansaru", {"said_by": ("<researcher>",)}),
        ),
    ),
    (
        ANSWER,
        (
            (Kind.ACCEPT, "islamic-state", "boko-haram", "Islamic State accepted the pledge of Boko Haram", {"when": "2015-03-12", "said_by": ("islamic-state",)}),
            (Kind.AFFILIATE, "boko-haram", "islamic-state", "is part of Islamic State from now on", {"said_by": ("islamic-state",)}),
            (Kind.CLAIM_ATTACK, "islamic-state", None, "an attack that Islamic State claimed", {"by": "boko-haram", "place": "Baga"}),
        ),
    ),
    (
        RETURN,
        (
            (Kind.AFFILIATE, "al-mourabitoun", "islamic-state", "denied that al-Mourabitoun was part of it", {"when": "2015-05", "polarity": Polarity.NEGATIVE, "said_by": ("islamic-state",)}),
            (Kind.PLEDGE, "al-mourabitoun", "islamic-state", "had pledged allegiance to Islamic State that month", {"when": "2015-05"}),
        ),
    ),
    (
        DOUBT,
        (
            (Kind.BREAK, "boko-haram", "islamic-state", "had broken with Islamic State by June 2016", {"when": "2016-06"}),
            (Kind.AFFILIATE, "boko-haram", "islamic-state", "Boko Haram is still with Islamic State", {"said_by": ("<officers>",)}),
        ),
    ),
    (
        MERGER,
        (
            (Kind.MERGE, "ansar-dine", "jnim", "Ansar Dine and the Macina Liberation Front merged", {"when": "2017-03-02"}),
            (Kind.MERGE, "macina-liberation-front", "jnim", "the Macina Liberation Front merged", {"when": "2017-03-02"}),
            (Kind.MERGE, "al-mourabitoun", "jnim", "Al-Mourabitoun joined it", {"when": "2017-03"}),
            (Kind.PLEDGE, "jnim", "al-qaeda", "The new group pledged allegiance to al-Qaeda", {"when": "2017-03-02"}),
            (Kind.ACCEPT, "al-qaeda-in-the-islamic-maghreb", "jnim", "accepted the oath", {"when": "2017-03-14"}),
        ),
    ),
    (BAYAN, ((Kind.PLEDGE, "ansar-dine", "al-qaeda", "أنصار الدين بايعت تنظيم القاعدة", {"when": "2017-03"}),)),
)  # fmt: skip


def write_book(path: Path) -> None:
    """Lays the book down at `path`."""
    ledger = open_ledger(path, clock=lambda: CODED)
    try:
        run = ledger.start_run(CODER, {})
        for document, rows in ROWS:
            ledger.record(document, _claims(document, rows), run_id=run, read=CODED)
        ledger.end_run(run)
    finally:
        ledger.close()


def _claims(document: Document, rows: Sequence[Row]) -> list[Claim]:
    made = []
    for kind, subject, other, quote, said in rows:
        start = document.text.index(quote)
        by, when = said.get("by"), said.get("when")
        made.append(
            Claim(
                kind=kind,
                subject=Party(written=subject, actor=subject),
                object=None if other is None else Party(written=other, actor=other),
                quote=quote,
                start=start,
                end=start + len(quote),
                by=None if by is None else Party(written=by, actor=by),
                when=None if when is None else Interval.parse(when),
                place=said.get("place"),
                polarity=said.get("polarity", Polarity.POSITIVE),
                said_by=said.get("said_by", ()),
                extractor=CODER,
            )
        )
    return made
