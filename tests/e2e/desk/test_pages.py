"""The main task of each page, done as a user does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from tests.e2e.desk.conftest import Desk, Open


def test_the_overview_says_who_stood_with_whom(desk: Desk) -> None:
    page = desk.go("overview", group="boko-haram")
    expect(page.get_by_role("heading", name="Who was aligned with whom")).to_be_visible()
    expect(page.locator("p.find").first).to_contain_text("with")
    inspector = page.get_by_role("region", name="Selected group")
    expect(inspector).to_contain_text("Boko Haram")
    expect(inspector).to_contain_text("Islamic State")
    expect(inspector.get_by_role("img").first).to_have_attribute(
        "aria-label", re.compile(r"Islamic State: .+%")
    )


def test_a_group_is_chosen_and_the_date_stepped_by_keyboard(desk: Desk) -> None:
    page = desk.go("overview", group="boko-haram")
    page.locator('[data-group="boko-haram"]').focus()
    page.keyboard.press("ArrowLeft")
    assert desk.param("asof") == "2018-01-01"
    page.keyboard.press("ArrowDown")
    chosen = desk.param("group")
    assert chosen not in {None, "boko-haram"}
    expect(page.locator(f'[data-group="{chosen}"]')).to_be_focused()


def test_dragging_the_date_moves_it_and_back_undoes_it(desk: Desk) -> None:
    page = desk.go("overview", group="boko-haram")
    box = page.locator("svg .handle rect").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 300, y, steps=4)
    assert desk.param("asof") == "2018-02-01", "the address waits until the date is let go"
    page.mouse.up()
    moved = desk.param("asof")
    assert moved is not None
    assert moved < "2017-06"
    page.go_back()
    assert desk.param("asof") == "2018-02-01"
    page.go_forward()
    assert desk.param("asof") == moved


def test_a_link_reproduces_the_view(desk: Desk, open_desk: Open) -> None:
    page = desk.go("overview", group="boko-haram")
    page.get_by_role("button", name="Table").click()
    page.get_by_role("textbox", name="True on").fill("7 March 2015")
    page.keyboard.press("Enter")
    desk.settle()
    other = open_desk(desk.address)
    other.page.goto(page.url)
    other.settle()
    expect(other.page.get_by_role("button", name="Table")).to_have_attribute("aria-pressed", "true")
    expect(other.page.get_by_role("textbox", name="True on")).to_have_value("7 Mar 2015")
    assert other.page.locator("table").inner_text() == page.locator("table").inner_text()


def test_a_date_that_is_none_is_refused_in_words(desk: Desk) -> None:
    page = desk.go("overview")
    page.get_by_role("textbox", name="True on").fill("09/01/2018")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 Sept 2025")
    assert desk.param("asof") == "2018-02-01"


def test_what_was_not_yet_known_changes_the_answer(desk: Desk) -> None:
    page = desk.go("overview", known="2015-03-10", asof="2015-03-10", group="boko-haram")
    inspector = page.get_by_role("region", name="Selected group")
    expect(inspector).to_contain_text("On 10 Mar 2015")
    early = inspector.inner_text()
    desk.go("overview", asof="2015-03-10", group="boko-haram")
    expect(inspector).to_contain_text("On 10 Mar 2015")
    assert inspector.inner_text() != early


def test_the_network_keeps_its_places_when_the_date_moves(desk: Desk) -> None:
    page = desk.go("network", group="boko-haram")
    places = "() => Object.fromEntries([...document.querySelectorAll('.node')].map(n => [n.getAttribute('aria-label').split(':')[0].split(',')[0], n.getAttribute('transform')]))"  # fmt: skip
    before = page.evaluate(places)
    page.get_by_role("button", name="True on: one month earlier").click()
    desk.settle()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1\u00a0January\u00a02018")
    after = page.evaluate(places)
    assert len(set(before) & set(after)) > 5
    assert all(before[name] == after[name] for name in set(before) & set(after))


def test_the_network_plays_through_time(desk: Desk) -> None:
    page = desk.go("network", asof="2015-01-01")
    page.get_by_role("button", name="Play through time").click()
    expect(page.locator("output")).not_to_have_text("1 Jan 2015")
    page.get_by_role("button", name="Pause").click()
    assert (desk.param("asof") or "") > "2015-01-01"


def test_a_party_of_the_network_is_chosen_by_keyboard(desk: Desk) -> None:
    page = desk.go("network")
    page.get_by_role("button", name=re.compile("^Boko Haram")).focus()
    page.keyboard.press("Enter")
    assert desk.param("group") == "boko-haram"
    expect(page.get_by_role("region", name="Selected group")).to_contain_text("Boko Haram")


def test_a_groups_page_tells_its_leaders_its_turning_points_and_its_names(desk: Desk) -> None:
    page = desk.go("groups")
    page.get_by_role("link", name="Boko Haram", exact=True).click()
    desk.settle()
    expect(page.get_by_role("heading", level=1)).to_have_text("Boko Haram")
    expect(page.get_by_role("region", name="Leaders")).to_contain_text("Abubakar Shekau")
    expect(page.get_by_role("region", name="Turning points")).to_contain_text("pledged allegiance")
    expect(page.get_by_role("region", name="Names")).to_contain_text("Jama'atu Ahlis Sunna")


def test_the_evidence_stands_in_two_columns_by_origin(desk: Desk) -> None:
    page = desk.go("evidence", group="boko-haram", principal="islamic-state")
    pro = page.get_by_role("region", name=re.compile("^For"))
    expect(pro.get_by_role("heading", level=3).first).to_be_visible()
    expect(page.get_by_role("region", name=re.compile("^Against"))).to_be_visible()
    quote = pro.locator("p.q a").first
    words = quote.inner_text().strip("“”")
    quote.click()
    desk.settle()
    expect(page.locator("mark.cur").first).to_contain_text(words[:20])


def test_the_claims_that_moved_the_number_between_two_days_are_named(desk: Desk) -> None:
    page = desk.go("evidence", group="boko-haram", principal="islamic-state")
    page.get_by_role("textbox", name="Compared with").fill("10 March 2015")
    page.keyboard.press("Enter")
    desk.settle()
    moved = page.get_by_role("region", name="What moved the number")
    expect(moved.locator("strong").first).to_be_visible()
    expect(moved.locator("p.q").first).to_be_visible()


def test_a_place_of_the_map_tells_who_and_what(desk: Desk) -> None:
    page = desk.go("map")
    spot = page.locator(".spot").first
    name = (spot.get_attribute("aria-label") or "").split(":")[0]
    spot.focus()
    page.keyboard.press("Enter")
    desk.settle()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("complementary", name="Places").locator("p.q").first).to_be_visible()


def test_a_mark_of_the_matrix_is_set_and_taken_back_by_keyboard(own_desk: Desk) -> None:
    page = own_desk.go("hypotheses", group="boko-haram")
    cell = page.locator('[data-cell="0 0"]')
    before = cell.inner_text()
    cell.focus()
    page.keyboard.press("I" if before != "II" else "n")
    expect(page.locator("button.own")).to_have_count(1)
    expect(page.locator("button.own")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("button.own")).to_have_count(0)


def test_a_search_finds_words_narrows_and_leads_to_the_text(desk: Desk) -> None:
    page = desk.go("overview")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("allegiance")
    expect(page.locator("ol.hits > li").first).to_be_visible()
    total = page.locator("ol.hits > li").count()
    page.get_by_role("complementary", name="Narrow the search").get_by_role(
        "button", name=re.compile("^accept")
    ).or_(page.locator(".facet").nth(1)).first.click()
    desk.settle()
    assert page.locator("ol.hits > li").count() <= total
    expect(page.locator(".snip mark").first).to_have_text(re.compile("allegiance", re.IGNORECASE))
    page.locator("ol.hits a").first.click()
    desk.settle()
    expect(page.locator("mark.cur").first).to_be_visible()


def test_a_source_is_graded(own_desk: Desk) -> None:
    page = own_desk.go("sources")
    page.get_by_role("button", name="Harmattan Wire").click()
    page.get_by_role("group", name="Give a grade").get_by_role("button", name="B").click()
    row = page.get_by_role("row").filter(has_text="Harmattan Wire")
    expect(row.locator(".letter")).to_have_text("B")
    expect(page.get_by_role("complementary")).to_contain_text("by Tester")


def test_every_page_has_both_clocks_and_one_heading(desk: Desk) -> None:
    for name in (
        "overview",
        "network",
        "groups",
        "read",
        "evidence",
        "map",
        "hypotheses",
        "search",
        "sources",
    ):
        page = desk.go(name)
        expect(page.get_by_role("textbox", name="True on")).to_have_value("1 Feb 2018")
        expect(page.get_by_role("textbox", name="As known on")).to_have_value("31 Mar 2018")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert "Oathbook" in page.title()


def test_the_theme_is_the_systems_until_one_is_chosen(open_desk: Open, address: str) -> None:
    desk = open_desk(address, theme="dark")
    page = desk.go("sources")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Colours: system. Change to light.").click()
    light = page.evaluate(ground)
    assert light != dark
    page.reload()
    desk.settle()
    assert page.evaluate(ground) == light
