"""Reading and reviewing as a user does it, by keyboard, with what breaks offsets in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

READ_MS = 120_000  # the first report that a desk reads waits for the parser

if TYPE_CHECKING:
    from tests.e2e.desk.conftest import Desk


def current(desk: Desk) -> str | None:
    return desk.param("claim")


def test_the_queue_starts_with_the_claim_on_which_most_hangs(desk: Desk) -> None:
    page = desk.go("read")
    first = page.locator("nav.queue li button").first
    expect(first).to_have_attribute("aria-current", "true")
    expect(first).to_contain_text("points")
    expect(page.get_by_role("complementary", name="The claim")).to_contain_text("If you reject it")


def test_j_and_k_go_through_the_claims_of_the_queue(desk: Desk) -> None:
    page = desk.go("read")
    first = current(desk)
    page.keyboard.press("j")
    second = current(desk)
    assert second != first
    page.keyboard.press("k")
    assert current(desk) == first


def test_a_claim_is_confirmed_by_c_and_taken_back_by_u(own_desk: Desk) -> None:
    page = own_desk.go("read")
    claim = current(own_desk)
    page.keyboard.press("c")
    expect(page.get_by_role("status").filter(has_text="Claim confirmed")).to_be_attached()
    own_desk.until("claim", claim, other=True)
    page.keyboard.press("u")
    expect(page.get_by_role("status").filter(has_text="Taken back")).to_be_attached()
    own_desk.until("claim", claim)
    expect(page.get_by_role("complementary", name="The claim").locator(".tag")).to_have_text("to review")


def test_the_effect_of_a_rejection_is_the_one_that_was_shown_before_it(own_desk: Desk) -> None:
    page = own_desk.go("read")
    panel = page.get_by_role("complementary", name="The claim")
    told = panel.locator("section", has_text="If you reject it").locator("b").first
    shown = re.findall(r"[\d]+%|under 1%|over 99%", told.inner_text())
    page.keyboard.press("r")
    status = page.get_by_role("status").filter(has_text="Claim rejected")
    expect(status).to_be_attached()
    assert re.findall(r"[\d]+%|under 1%|over 99%", status.inner_text()) == shown


def test_a_field_is_corrected_with_the_registrys_completion(own_desk: Desk) -> None:
    page = own_desk.go("read")
    claim = current(own_desk)
    page.keyboard.press("e")
    box = page.get_by_role("combobox", name="To or with whom")
    box.fill("hurras")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("If you correct it so")).to_be_visible()
    page.get_by_role("button", name="Save correction").click()
    expect(page.get_by_role("status").filter(has_text="Claim corrected")).to_be_attached()
    own_desk.go("read", claim=claim or "")
    panel = page.get_by_role("complementary", name="The claim")
    expect(panel.locator(".frame")).to_contain_text("Hurras")
    expect(panel).to_contain_text("by Tester")


def test_words_are_selected_and_become_a_claim(own_desk: Desk) -> None:
    """Behind an emoji and in Arabic: what is marked is what was selected, to the letter."""
    page = own_desk.go("read", tab="reports")
    page.get_by_role("button", name=re.compile("An oath on film")).click()
    expect(page.locator(".text mark").first).to_be_visible()
    words = "بايع أمير الجماعة"
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(node, at, node, at + words.length);
                node.parentElement.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
            }
        }""",
        words,
    )
    page.get_by_role("button", name=re.compile("^Add a claim")).click()
    expect(page.locator("blockquote")).to_have_text(words)
    page.get_by_role("combobox", name="Who", exact=True).fill("Ansar Dine")
    page.get_by_role("listbox").get_by_role("option").first.click()
    page.get_by_role("combobox", name="To or with whom").fill("al-Qaeda")
    page.get_by_role("listbox").get_by_role("option").first.click()
    page.get_by_role("button", name="Add this claim").click()
    expect(page.get_by_role("status").filter(has_text="Claim added")).to_be_attached()
    expect(page.locator("mark.cur")).to_have_text(words)


def test_every_highlight_is_its_quote_behind_emoji_and_combining_marks(desk: Desk) -> None:
    page = desk.go("read", tab="reports")
    page.get_by_role("button", name=re.compile("An oath on film")).click()
    desk.settle()
    document = desk.param("doc")
    told = page.evaluate(f"async () => (await fetch('/api/v1/documents/{document}')).json()")
    assert told["claims"], "the odd report makes a claim"
    assert any("🎥" in told["text"][: claim["start"]] for claim in told["claims"])
    for claim in told["claims"]:
        shown = page.locator(f'mark[data-ids~="{claim["id"]}"]').all_inner_texts()
        assert "".join(shown) == claim["quote"]
    assert page.locator(".text p[dir]").last.evaluate("p => getComputedStyle(p).direction") == "rtl"


def test_a_pasted_report_is_read_and_its_claims_join_the_queue(own_desk: Desk) -> None:
    page = own_desk.go("read", tab="add")
    page.get_by_role("button", name="Paste text").click()
    page.get_by_role("textbox", name="The report").fill(
        "On 5 January 2018 the Macina Liberation Front pledged allegiance to al-Qaeda."
    )
    page.get_by_role("textbox", name="Day of publication").fill("6 Jan 2018")
    page.get_by_role("button", name="Read this text").click()
    expect(page.get_by_role("region", name="Readings")).to_contain_text("1 new report", timeout=READ_MS)
    own_desk.go("search", q="Macina")
    expect(page.locator("ol.hits")).to_contain_text("6 Jan 2018")


def test_a_file_that_cannot_be_read_says_so_and_the_rest_is_read(own_desk: Desk) -> None:
    page = own_desk.go("read", tab="add")
    page.get_by_label("Files to read").set_input_files(
        [
            {
                "name": "good.txt",
                "mimeType": "text/plain",
                "buffer": b"In May 2017 Ansar Dine split from al-Qaeda.",
            },
            {"name": "bad.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 broken"},
        ]
    )
    readings = page.get_by_role("region", name="Readings")
    expect(readings).to_contain_text("1 new report", timeout=READ_MS)
    expect(readings).to_contain_text("bad.pdf")


def test_two_names_are_judged_to_be_one_actor_and_that_is_taken_back(own_desk: Desk) -> None:
    page = own_desk.go("groups", group="ansar-dine")
    names = page.get_by_role("region", name="Names")
    names.get_by_role("button", name=re.compile("Say whom")).click()
    names.get_by_role("combobox").fill("Macina Liberation")
    page.get_by_role("listbox").get_by_role("option").first.click()
    expect(names.get_by_role("status")).to_contain_text("Counts as one with")
    names.get_by_role("button", name="Undo").click()
    expect(names.get_by_role("status")).to_have_count(0)


def test_a_text_is_never_taken_for_markup(own_desk: Desk) -> None:
    page = own_desk.go("read", tab="add")
    page.get_by_role("button", name="Paste text").click()
    evil = 'In May 2017 <img src=x onerror="document.title=1"> Ansar Dine pledged allegiance to al-Qaeda. <script>1</script>'
    page.get_by_role("textbox", name="The report").fill(evil)
    page.get_by_role("textbox", name="Its title").fill("<b>Bold</b>")
    page.get_by_role("textbox", name="Day of publication").fill("2017-06-01")
    page.get_by_role("button", name="Read this text").click()
    expect(page.get_by_role("region", name="Readings")).to_contain_text("1 new report", timeout=READ_MS)
    own_desk.go("read", tab="reports")
    page.get_by_role("button").filter(has_text="<b>Bold</b>").first.click()
    own_desk.settle()
    expect(page.locator(".text")).to_contain_text("<script>1</script>")
    assert page.locator(".text img").count() == 0
