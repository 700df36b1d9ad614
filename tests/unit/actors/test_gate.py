"""The gate: it turns away what names nobody, and never what `find` would have found."""

from __future__ import annotations

import pytest

from oathbook.actors import Matcher


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Tuesday to discuss the price of bread.",
        "Mali and the US signed a treaty, said the Guardian.",  # states and outlets alone are no subject
        "The forces of nature are allied; the democratic front runner spoke.",
        "Shekau",  # weak
        "It is what IT IS",
        "Haram is forbidden; Boko a town",
    ],
)
def test_texts_without_organisation_or_person_are_turned_away(text: str, matcher: Matcher) -> None:
    assert matcher.any(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of al-Qa’ida left.",
        "A statement,“Boko Haram”said",
        "pro-ISIS-men",
        "Al-ShababNigerian",
        "men of Boko\nHaram",
        "«Abdul Malik Droukdel» wrote",
        "the M-23…",
        "القاعدة،",
        "Jamaatul Ahrar",
        "People’s Protection Units",
        "ISIS's",
        "NDFB (Songbijit)",
        "Lashkar e Taiba",
        "x\n" * 50 + "Ansar ul-Islam\n" + "y\n" * 50,
    ],
)
def test_a_strong_name_passes_however_it_is_written(text: str, matcher: Matcher) -> None:
    assert matcher.any(text) is True
    assert matcher.any("Nothing here.\n" + text + "\nNor here.") is True


def test_the_gate_remembers_no_text_between_documents(matcher: Matcher) -> None:
    assert matcher.any("Boko Haram") is True
    assert matcher.any("Boko of Harar") is False
