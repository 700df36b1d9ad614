"""Running text, headings, captions and furniture are told apart."""

from __future__ import annotations

import pytest

from oathbook.language.segments import SegmentKind, find_segments

BODY, HEADING, CAPTION, FURNITURE = (
    SegmentKind.BODY,
    SegmentKind.HEADING,
    SegmentKind.CAPTION,
    SegmentKind.FURNITURE,
)


def kinds(text: str) -> list[tuple[SegmentKind, str]]:
    return [(s.kind, text[s.start : s.end]) for s in find_segments(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Boko Haram split in 2016.", BODY),
        ("Is it al-Qaeda?", BODY),
        ("By then the group had left the town.", BODY),
        ('The leader said: "We read more than we fight."', BODY),
        ("Read the statement that Boko Haram published on Monday and decide for yourself.", BODY),
        ("Boko Haram splits over oath", HEADING),
        ("24 July 2017", HEADING),
        ("14:30 GMT", HEADING),
        ("By force of arms", HEADING),
        ("Share this with Facebook", FURNITURE),
        ("Share: VK | OK | Facebook", FURNITURE),
        ("Read more: Who is who in Idlib?", FURNITURE),
        ("Read also: Two more groups leave", FURNITURE),
        ("More on this story", FURNITURE),
        ("Related topics", FURNITURE),
        ("Advertisement", FURNITURE),
        ("Subscribe to our newsletter", FURNITURE),
        ("By Jane Adeyemi", FURNITURE),
        ("By Jane Adeyemi and John Doe in Maiduguri", FURNITURE),
        ("By our reporter in Bosaso", FURNITURE),
        ("BY A STAFF REPORTER", FURNITURE),
        ("Reporting by Jane Adeyemi; Editing by John Doe", FURNITURE),
        ("Published 5 May 2015", FURNITURE),
        ("Last updated: 14:30", FURNITURE),
        ("3 min read", FURNITURE),
        ("12 comments", FURNITURE),
        ("Leave a comment", FURNITURE),
        ("Home | News | Africa | Sport", FURNITURE),
        ("Home > World > Africa", FURNITURE),
        ("Tags: Boko Haram, Nigeria", FURNITURE),
        ("Skip to content", FURNITURE),
        ("© 2015 Sahel Wire", FURNITURE),
        ("All rights reserved.", FURNITURE),
        ("https://example.org/news/12", FURNITURE),
        ("desk@example.org", FURNITURE),
        ("Follow us on Twitter", FURNITURE),
        ("This article was first published by the Lake Post.", FURNITURE),
        ("Image caption: A fighter near Bab al-Hawa", CAPTION),
        ("Shekau in a video, 2014. (AP Photo)", CAPTION),
        ("FILE PHOTO: Shekau in a video", CAPTION),
        ("Smoke over Jebel. Photo: J. Lado", CAPTION),
        ("Fighters in Gao. STR/AFP", CAPTION),
        ("[PHOTO: Women return to Qandala.]", CAPTION),
    ],
)
def test_a_line_is_what_its_reader_takes_it_for(line: str, kind: SegmentKind) -> None:
    assert kinds(line) == [(kind, line)]


def test_lines_that_a_machine_wrapped_are_one_paragraph() -> None:
    text = (
        "Fighters of Boko Haram have left the camp of their leader, the army said\n"
        "on Monday, after a quarrel over the oath that he had sworn to Islamic State\n"
        "in March. The group did not comment. A second faction stayed with Shekau\n"
        "and his men."
    )
    assert kinds(text) == [(BODY, text)]


def test_a_headline_over_wrapped_lines_stays_a_headline() -> None:
    body = (
        "Fighters of Boko Haram have left the camp of their leader, the army said\n"
        "on Monday, after a quarrel over the oath that he had sworn to Islamic State\n"
        "in March. The group did not comment."
    )
    assert kinds(f"Boko Haram splits\n{body}") == [(HEADING, "Boko Haram splits"), (BODY, body)]


def test_a_paragraph_a_line_stays_a_paragraph_a_line() -> None:
    lines = [
        "Boko Haram left the town on Monday.",
        "The army came on Tuesday.",
        "Nobody was killed in the town.",
    ]
    assert kinds("\n".join(lines)) == [(BODY, line) for line in lines]


def test_two_headings_are_not_one_sentence() -> None:
    assert kinds("Boko Haram splits\nTwo factions now") == [
        (HEADING, "Boko Haram splits"),
        (HEADING, "Two factions now"),
    ]


def test_a_line_that_breaks_off_goes_on_in_the_next() -> None:
    text = "The oath was accepted by the leaders of the\nIslamic State in a video."
    assert kinds(text) == [(BODY, text)]


def test_bullets_are_segments_of_their_own_with_their_second_lines() -> None:
    text = "* ISIS accepted the oath\nin a video.\n* Shekau denied it."
    assert kinds(text) == [(BODY, "* ISIS accepted the oath\nin a video."), (BODY, "* Shekau denied it.")]


def test_furniture_between_lines_of_a_block_does_not_stick_to_them() -> None:
    text = "Boko Haram left the town.\nRead more: Who is Shekau?\nThe army came."
    assert [k for k, _ in kinds(text)] == [BODY, FURNITURE, BODY]


BIOGRAPHY = "John Doe is a senior fellow at the Lake Centre and the author of a book on oaths."


def test_the_author_s_biography_at_the_end_is_furniture() -> None:
    text = f"Boko Haram splits\n\nIt split in 2016.\n\nIslamic State said so.\n\n{BIOGRAPHY}"
    assert kinds(text)[-1] == (FURNITURE, BIOGRAPHY)


def test_an_analyst_in_the_middle_of_a_text_is_no_biography() -> None:
    after = "\n\n".join(["It split again.", "Nobody knows why.", "The army waits.", "So does Shekau."])
    text = f"Boko Haram splits\n\nIt split in 2016.\n\n{BIOGRAPHY}\n\n{after}"
    assert (BODY, BIOGRAPHY) in kinds(text)
