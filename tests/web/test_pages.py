"""Every page in a real headless Chromium: what it shows, its controls, its keys; nothing is fetched from outside."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest
from explorer_site import EDGE, MISCHIEF, Site
from graph_builder import BONE_DENSITY, CRP, MAGNESIUM, SARCOPENIA
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

pytestmark = pytest.mark.browser
_CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := which(name))), None)
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = {
    "start": "/",
    "search": "/search?q=outcome",
    "entity": f"/entity/{MAGNESIUM}",
    "path": f"/path?exposure={MAGNESIUM}&outcome={SARCOPENIA}",
    "edge": f"/edge/{EDGE}",
    "paper": "/paper/PMID:1",
    "changes": "/changes",
    "compare": f"/compare?a={MAGNESIUM}&b={CRP}",
    "api": "/api-guide",
    "missing": "/entity/none",
}
_AXE = Path(os.environ.get("MINER_AXE") or Path(__file__).parent / "axe/node_modules/axe-core/axe.min.js")
SIZES = {"wide": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium of this machine."""
    if _CHROMIUM is None:
        pytest.skip("needs Chromium on the PATH (Debian: apt-get install chromium)")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=_CHROMIUM, args=_FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """A context for each size of screen: what all pages load is loaded once."""
    opened = {
        name: browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        for name, (width, height) in SIZES.items()
    }
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture
def visit(contexts: dict[str, BrowserContext], site: Site) -> Iterator[Callable[..., Page]]:
    """Opens pages; fails in the end where one threw an error or asked for anything from outside."""
    troubles: list[str] = []
    pages = []

    def opened(path: str, *, theme: str = "light", size: str = "wide") -> Page:
        page = contexts[size].new_page()
        pages.append(page)
        # Once for each tab: what the page itself keeps afterwards stands.
        page.add_init_script(
            f"if (!sessionStorage.isBegun) {{ sessionStorage.isBegun = 1; localStorage['miner-theme'] = '{theme}' }}"
        )
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: None if is_ours(request.url) else troubles.append(request.url))
        page.goto(site.url + path)
        page.wait_for_selector("main h1")
        return page

    def is_ours(url: str) -> bool:
        return url.startswith((site.url, "data:", "blob:"))

    yield opened
    for page in pages:
        page.close()
    assert troubles == []


def keep(page: Page, name: str) -> None:
    """Keep a picture for review where MINER_SCREENSHOTS names a folder."""
    folder = os.environ.get("MINER_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(400)  # pictures are drawn behind the text
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("look", ["wide-light", "wide-dark", "phone-light"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_its_screen_and_is_accessible(visit: Callable[..., Page], name: str, look: str) -> None:
    """Nothing sticks out sideways, one heading gives the title, axe-core finds nothing serious."""
    size, theme = look.split("-")
    page = visit(PAGES[name], theme=theme, size=size)
    keep(page, f"{name}-{look}")
    assert page.locator("h1").count() == 1
    expect(page).to_have_title(f"{page.locator('h1').inner_text()} · miner")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    if not _AXE.is_file():
        pytest.skip("fits; accessibility needs axe-core: npm ci --prefix tests/web/axe (or MINER_AXE=.../axe.min.js)")
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    serious = [
        (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_search_completes_as_it_is_typed_and_opens_by_keyboard(visit: Callable[..., Page]) -> None:
    """A slash goes to the box, letters open the list, arrows choose, Enter opens the page, without a mouse."""
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("magnesuim")
    page.wait_for_selector("#suggestions [role=option]")
    assert page.locator("#search").get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/entity/{MAGNESIUM}")
    expect(page.locator("h1")).to_have_text("Magnesium")
    expect(page.locator("h1")).to_be_focused()  # a moment after it is drawn


def test_enter_without_a_choice_searches_everything(visit: Callable[..., Page]) -> None:
    """Words that name no entity still find papers and claims; what finds nothing says what to do."""
    page = visit("/")
    page.fill("#search", "qqqqzzzz")
    page.press("#search", "Enter")
    page.wait_for_url("**/search?q=qqqqzzzz")
    expect(page.locator(".empty")).to_contain_text("Try fewer letters")


def test_an_entity_shows_few_neighbours_and_more_when_asked(visit: Callable[..., Page]) -> None:
    """The graph begins small; "Show" gives more, in the address; boxes never lie upon each other; it is steady."""
    places = "document.getElementById('graph')._cyreg.cy.nodes().map(n => [n.id(), n.position().x, n.position().y])"
    page = visit(PAGES["entity"])
    page.wait_for_function("document.getElementById('graph')?._cyreg?.cy?.isWatched")
    first = page.evaluate(places)
    page.reload()
    page.wait_for_function("document.getElementById('graph')?._cyreg?.cy?.isWatched")
    assert page.evaluate(places) == first
    page.get_by_role("link", name="Show 3", exact=False).first.click()
    page.wait_for_function(f"document.getElementById('graph')._cyreg.cy.nodes().length > {len(first)}")
    more = page.evaluate(places)
    assert len(more) <= 150
    for one in more:
        near = [two for two in more if two[0] < one[0] and abs(two[1] - one[1]) < 168 and abs(two[2] - one[2]) < 38]
        assert near == [], (one, near)


def test_a_graph_is_walked_by_keys(visit: Callable[..., Page]) -> None:
    """Arrow keys move from box to box and say where they are; Enter opens the box's page."""
    page = visit(PAGES["entity"])
    page.wait_for_function("document.getElementById('graph')?._cyreg?.cy?.isWatched")
    page.focus("#graph-frame")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = page.locator("#graph-said").inner_text()
    assert said
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('h1').textContent !== 'Magnesium'")
    assert said.startswith(page.locator("h1").inner_text())


def test_a_path_shows_the_evidence_of_a_leg(visit: Callable[..., Page]) -> None:
    """A line that is clicked shows its sentences; the percent mediated stands in the mediator's box."""
    page = visit(PAGES["path"])
    page.wait_for_function("document.getElementById('graph')?._cyreg?.cy?.isWatched")
    cy = "document.getElementById('graph')._cyreg.cy"
    assert page.evaluate(f"{cy}.nodes().map(n => n.data('label')).some(label => label.includes('18% mediated'))")
    page.evaluate(f"{cy}.edges().filter(e => e.data('edge'))[0].emit('tap')")
    expect(page.locator("#leg blockquote").first).to_be_visible()


def test_entities_of_a_path_are_picked_by_name(visit: Callable[..., Page]) -> None:
    """The form's fields complete names; the page that opens has both in its address."""
    page = visit("/path")
    for field, words, name in (
        ("#pick-exposure", "magnes", "Magnesium"),
        ("#pick-outcome", "bone dens", "Bone Density"),
    ):
        page.click(field)
        page.keyboard.type(words)
        expect(page.locator("#suggestions [role=option]").first).to_contain_text(name)
        expect(page.locator("#suggestions")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Show paths").click()
    page.wait_for_url("**/path?exposure=*outcome=*")
    expect(page.locator("h1")).to_have_text("From Magnesium to Bone Density")


def test_claims_are_sorted_and_filtered_in_the_browser(visit: Callable[..., Page]) -> None:
    """The table of claims sorts by a click on its head."""
    page = visit(PAGES["edge"])
    page.wait_for_selector(".ag-center-cols-container .ag-row")
    page.locator(".ag-header-cell-label", has_text="Year").click()
    page.wait_for_selector(".ag-header-cell-sorted-asc")
    assert page.locator(".ag-row[row-index='0'] [col-id=year]").inner_text() == "2015"
    expect(page.locator("#claims .tag.bad").first).to_have_text("retracted")


@pytest.mark.parametrize(
    ("name", "button", "suffix"),
    [("entity", "SVG", ".svg"), ("entity", "PNG", ".png"), ("edge", "SVG", ".svg")],
)
def test_pictures_can_be_taken_along(
    visit: Callable[..., Page], tmp_path: Path, name: str, button: str, suffix: str
) -> None:
    """Graphs and plots are saved as pictures, under the page's name."""
    page = visit(PAGES[name])
    page.wait_for_selector(".main-svg" if name == "edge" else "#graph canvas")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).first.click()
    assert waiting.value.suggested_filename.endswith(suffix)
    waiting.value.save_as(tmp_path / "picture")
    assert (tmp_path / "picture").stat().st_size > 500


@pytest.mark.parametrize(
    ("name", "link"), [("edge", "These claims as CSV"), ("entity", "This neighbourhood as GraphML")]
)
def test_data_can_be_taken_along(visit: Callable[..., Page], name: str, link: str) -> None:
    """Tables come as CSV, graphs as GraphML."""
    page = visit(PAGES[name])
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    assert waiting.value.suggested_filename


def test_markup_in_a_title_is_shown_as_text(visit: Callable[..., Page]) -> None:
    """Scripts in titles are read, never run: on the paper's page, in tables and in graphs."""
    page = visit("/paper/9")
    expect(page.locator("h1")).to_have_text(MISCHIEF)
    page.goto(page.url.replace("/paper/9", "/search?q=mischief"))
    page.wait_for_selector("main table")
    page.goto(page.url.replace("/search?q=mischief", "/entity/TEXT:b-bold-b-outcome"))
    page.wait_for_selector("h1")
    assert page.evaluate("window.mischief") is None


def test_the_theme_is_switched_and_kept(visit: Callable[..., Page]) -> None:
    """The button turns the page and its pictures dark, and the next page too."""
    page = visit(PAGES["edge"])
    page.click("#theme-button")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.wait_for_function(  # the picture is gone for a moment while it is drawn anew
        "(drawn => drawn && getComputedStyle(drawn).backgroundColor === 'rgb(29, 35, 43)')"
        "(document.querySelector('#years .main-svg'))"
    )
    page.reload()
    page.wait_for_selector("h1")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_tour_is_short_and_can_be_left(visit: Callable[..., Page]) -> None:
    """Five steps, forth and back; Escape leaves."""
    page = visit("/")
    page.get_by_role("button", name="Take the tour").click()
    for step in range(1, 5):
        expect(page.locator("#tour-step")).to_have_text(f"{step} of 5")
        page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Back").click()
    expect(page.locator("#tour-step")).to_have_text("4 of 5")
    page.keyboard.press("Escape")
    expect(page.locator("#tour")).not_to_be_visible()


def test_compare_sets_two_side_by_side(visit: Callable[..., Page]) -> None:
    """Both act on sarcopenia, the one lowering, the other raising it; turned round, both are acted upon."""
    page = visit(PAGES["compare"])
    row = page.locator("table tr", has_text="Sarcopenia").first
    expect(row).to_contain_text("opposite")
    page.get_by_role("link", name="What acts on them?").click()
    page.wait_for_url("**as=outcome**")


def test_an_unknown_page_has_a_way_on(visit: Callable[..., Page]) -> None:
    """What is not there says so, and leads on."""
    page = visit(f"/entity/{BONE_DENSITY}x")
    expect(page.locator("h1")).to_have_text("Not here")
    page.get_by_role("link", name="Search").click()
    page.wait_for_url("**/search")
    expect(page.locator("h1")).to_have_text("All entities")
