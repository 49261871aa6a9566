"""HTML: one page that loads nothing, runs nothing and shows every claim verbatim."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise
from typing import get_args

import pytest
from lxml import html as parser

from factcheck.records import FacetName, Finding, Report, SideClaim
from factcheck.reporters import layout
from factcheck.reporters.html import STYLES, render
from factcheck.reporters.markup import read_style
from factcheck.text import BIDI_CONTROLS
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import AGREED, ARTICLES, EMPTY, SAMPLE
from tests.reporters.sample_findings import CONFLICTS, IMAGE, OVERRIDE, SCRIPT, UPDATES

STYLE = read_style(*STYLES)
MAY_LINK = {"a", "meta"}


def parse(report: Report) -> parser.HtmlElement:
    return parser.document_fromstring(render(report))


def all_claims(report: Report) -> list[SideClaim]:
    return [c for finding in report.findings for side in finding.sides for c in side.claims]


def with_findings(*findings: Finding) -> Report:
    return SAMPLE.model_copy(update={"findings": findings})


@pytest.fixture(scope="module")
def page() -> parser.HtmlElement:
    return parse(SAMPLE)


def test_the_page_loads_nothing(page: parser.HtmlElement) -> None:
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base"}
    for element, attribute, link, _ in page.iterlinks():
        assert (element.tag, attribute) == ("a", "href")
        assert link.startswith(("#", "https://", "http://"))
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_the_page_has_no_attribute_that_runs_or_styles(page: parser.HtmlElement) -> None:
    names = {name for element in page.iter() for name in element.attrib}
    assert not any(name.startswith("on") for name in names)
    assert not names & {"style", "src", "srcset", "srcdoc", "action", "formaction"}


def test_the_policy_allows_the_page_its_own_style_and_nothing_else(
    page: parser.HtmlElement,
) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_hostile_words_stay_words(page: parser.HtmlElement) -> None:
    text = page.text_content()
    assert SCRIPT in text
    assert IMAGE in text
    assert "<script" not in render(SAMPLE)
    assert "javascript:" not in "".join(page.xpath("//@href"))


def test_every_claim_stands_verbatim(page: parser.HtmlElement) -> None:
    shown = Counter(quote.text_content() for quote in page.iter("blockquote"))
    assert shown == Counter(claim.text.replace("\x1b", "") for claim in all_claims(SAMPLE))


def test_the_deciding_words_are_marked(page: parser.HtmlElement) -> None:
    marked = Counter(mark.text_content() for mark in page.iter("mark"))
    assert marked == Counter(
        claim.text[start - claim.start : end - claim.start]
        for claim in all_claims(SAMPLE)
        for start, end in claim.highlights
    )


def test_bidirectional_controls_are_isolated_and_named(page: parser.HtmlElement) -> None:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        is_control = element.get("class") == "control"
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        assert is_control or not BIDI_CONTROLS & set(own), element.tag
        if is_control:
            assert element.tag == "bdi"
            assert not own or element.get("data-code") == f"U+{ord(own):04X}"
    assert page.xpath("//bdi[@class='control'][@data-code='U+001B'][not(text())]")
    assert OVERRIDE not in page.findtext(".//title")
    assert not any(BIDI_CONTROLS & set(value) for e in page.iter() for value in e.values())


def test_arabic_is_marked_as_arabic(page: parser.HtmlElement) -> None:
    for quote in page.iter("blockquote"):
        assert quote.get("dir") == "auto"
        assert (quote.get("lang") == "ar") == ("\u0627" in quote.text_content())
    (outlet,) = {e.get("lang") for e in page.iter("bdi") if e.text == "صوت الميناء"}
    assert outlet == "ar"


def test_every_finding_has_its_anchor_once(page: parser.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"f-{finding.fingerprint}" for finding in SAMPLE.findings} <= set(ids)


def test_every_link_inside_the_page_leads_somewhere(page: parser.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    inner = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert inner
    assert set(inner) <= ids
    assert set(page.xpath("//@aria-labelledby")) <= ids


def test_links_out_tell_the_other_side_nothing(page: parser.HtmlElement) -> None:
    rels = set(page.xpath("//a[starts-with(@href, 'http')]/@rel"))
    assert rels == {"external noopener noreferrer"}
    assert page.xpath("//meta[@name='referrer']/@content") == ["no-referrer"]


@pytest.mark.parametrize("report", [SAMPLE, AGREED, EMPTY], ids=["full", "agreed", "empty"])
def test_headings_go_down_one_level_at_a_time(report: Report) -> None:
    levels = [int(h.tag[1]) for h in parse(report).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("report", [SAMPLE, AGREED, EMPTY], ids=["full", "agreed", "empty"])
def test_the_page_has_its_landmarks_and_a_language(report: Report) -> None:
    page = parse(report)
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//body/{p}")) for p in ("header", "footer", "div/main")] == [
        1,
        1,
        1,
    ]
    assert page.xpath("//a[@class='skip']/@href") == ["#main"]
    assert layout.CREED in page.text_content()


def test_tables_say_what_their_headings_head(page: parser.HtmlElement) -> None:
    assert {th.get("scope") for th in page.iter("th")} == {"col", "row", "rowgroup"}
    for table in page.iter("table"):
        assert table.getparent().get("tabindex") == "0"


def test_each_verdict_is_said_in_words(page: parser.HtmlElement) -> None:
    for finding in (*CONFLICTS, *UPDATES):
        (article,) = page.xpath(f"//*[@id='f-{finding.fingerprint}']")
        assert article.xpath(".//*[contains(@class, 'badge')]/text()") == [finding.verdict]


def test_the_strip_counts_and_links_each_verdict(page: parser.HtmlElement) -> None:
    tiles = page.xpath("//ul[@class='strip']/li/a")
    assert [(t.get("href"), " ".join(t.text_content().split())) for t in tiles] == [
        ("#conflicts", "4 conflicts"),
        ("#disputes", "1 dispute"),
        ("#updates", "1 update"),
        ("#agreements", "2 agreements"),
        ("#singles", "3 facts in one outlet only"),
    ]


def test_an_article_without_a_date_is_warned_of(page: parser.HtmlElement) -> None:
    assert "1 article without a date." in page.xpath("//p[@class='warning']")[0].text_content()
    assert not parse(AGREED).xpath("//p[@class='warning']")


def test_who_said_it_and_through_whom_is_shown(page: parser.HtmlElement) -> None:
    said = [" ".join(p.text_content().split()) for p in page.xpath("//p[@class='said']")]
    assert "said by خفر السواحل via وكالة أنباء الساحل" in said
    assert "said by a naval officer in quotation marks" in said
    assert "in its own words" in said


def test_an_update_is_told_from_old_to_new(page: parser.HtmlElement) -> None:
    steps = page.xpath("//ol[@class='sides']/li")
    assert [step.findtext("h4/bdi") for step in steps] == ["3", "at least 7", "11"]
    assert [step.xpath("string(h4/small)") for step in steps] == ["oldest", "", "newest"]


def test_claims_beyond_the_third_of_a_side_unfold(page: parser.HtmlElement) -> None:
    (more,) = page.xpath("//details[@class='more']")
    assert more.findtext("summary") == "1 more claim"
    assert len(more.xpath(".//blockquote")) == 1


def test_a_reading_is_never_shown_as_a_quotation(page: parser.HtmlElement) -> None:
    readings = {c.reading for c in all_claims(SAMPLE)} - {c.text for c in all_claims(SAMPLE)}
    shown = {p.text_content() for p in page.xpath("//details[@class='reading']/p")}
    assert shown == readings
    assert not page.xpath("//blockquote[ancestor::details[@class='reading']]")


def test_what_was_set_aside_and_what_failed_is_told(page: parser.HtmlElement) -> None:
    text = page.text_content()
    for row in SAMPLE.set_aside:
        assert row.text in text
        assert row.note in text
    for fault in SAMPLE.faults:
        assert fault.message in text
        assert fault.excerpt in text
        assert fault.cure in text
    assert page.xpath("//a[@href='#faults'][text()='1 place could not be read.']")


def test_a_report_without_disagreement_says_so() -> None:
    text = parse(AGREED).text_content()
    assert "No disagreement found among 4 articles." in text
    assert "What could not be decided is not counted as agreement." in text
    assert "No article was read." in parse(EMPTY).text_content()


def test_a_long_report_has_choices_and_their_rules() -> None:
    claim = make_side_claim("courier-1", "v")
    singles = [make_finding("single", f, f, ("v", [claim])) for f in get_args(FacetName)]
    page = parse(with_findings(*CONFLICTS, *singles))
    (style,) = page.xpath("//style/text()")
    tokens = [token for token in page.xpath("//form//option/@value") if token]
    assert {*get_args(FacetName), "conflict", "single", "en", "ar", "outlet-1"} < set(tokens)
    for token in tokens:
        hidden = f'[data-fits]:not([data-fits~="{token}"])'
        assert f'body:has(option[value="{token}"]:checked) {hidden}' in style
        assert any(token in fits.split() for fits in page.xpath("//@data-fits"))
    assert not parse(SAMPLE).xpath("//form")


def test_a_form_can_send_nothing() -> None:
    (form,) = parse(with_findings(*CONFLICTS * 3)).iter("form")
    assert not set(form.attrib) & {"action", "method", "target"}
    assert [button.get("type") for button in form.iter("button")] == ["reset"]
    assert not form.xpath(".//input")


def test_a_silent_cell_says_so_to_those_who_hear_the_page(page: parser.HtmlElement) -> None:
    silent = page.xpath("//table[@class='matrix']//td[@class='silent']")
    assert {td.text_content() for td in silent} == {"–does not tell it"}
    assert not page.xpath("//table[@class='matrix']//td[not(node())]")


def test_values_stand_by_day_what_has_no_day_last() -> None:
    early = [make_side_claim("courier-1", "3"), make_side_claim("sahel-1", "٣")]
    late = [make_side_claim("courier-2", "11")]
    update = make_finding("update", "quantity", "people killed", ("3", early), ("11", late))
    rows = parse(with_findings(update)).xpath("//ol[@class='days']/li")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "4 May 2021 1 3 Harbour Courier",
        "6 May 2021 2 days later 2 11 Harbour Courier",
        "no date 1 3 نشرة الساحل",
    ]
    assert rows[2].xpath(".//bdi[@lang='ar']/text()") == ["نشرة الساحل"]


def test_one_source_in_two_outlets_is_one_row() -> None:
    claims = [
        make_side_claim("courier-1", "I saw it", source="Karim Obeid", quoted=True),
        make_side_claim("sawt-1", "رأيت ذلك", source="كريم عبيد"),
    ]
    agreement = make_finding("agreement", "statement", "saw it", ("saw it", claims))
    (row,) = parse(with_findings(agreement)).xpath("//table[@class='sources']/tbody")
    assert row.xpath(".//th[@scope='rowgroup']//bdi/text()") == ["Karim Obeid", "كريم عبيد"]
    assert row.xpath(".//th[@scope='row']//bdi/text()") == ["Harbour Courier", "صوت الميناء"]
    assert row.xpath(".//p[@class='saying']/@lang") == ["ar"]
    assert set(row.xpath(".//a/@href")) == {f"#f-{agreement.fingerprint}"}


def test_a_title_of_a_million_letters_is_cut_and_the_cut_is_told() -> None:
    endless = "A" * 1_000_000
    head = ARTICLES[0].model_copy(update={"title": endless, "outlet": endless})
    claim = make_side_claim("courier-1", f"{endless} ⟦7⟧ {endless}", source=endless)
    finding = make_finding("single", "quantity", endless, (endless, [claim]), reason=endless)
    shown = render(
        SAMPLE.model_copy(
            update={"story": endless, "articles": (head, *ARTICLES[1:]), "findings": (finding,)}
        )
    )
    assert len(shown) < 150_000
    assert "… 999,800 more characters … " in shown
    assert "<mark>7</mark>" in shown


def test_many_articles_are_folded() -> None:
    many = tuple(ARTICLES[0].model_copy(update={"id": f"a-{n}"}) for n in range(9))
    folded = parse(AGREED.model_copy(update={"articles": (*ARTICLES[:4], *many)}))
    assert folded.xpath("//section[@id='articles']/details")
    assert not parse(AGREED).xpath("//section[@id='articles']/details")


TEXT_ON = [
    *[(ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "card", "sunk")],
    *[(tone, "card") for tone in ("conflict", "dispute", "update", "agreement", "single")],
    *[(t, f"{t}-soft") for t in ("conflict", "dispute", "update", "agreement", "single")],
    *[("ink", f"{t}-soft") for t in ("conflict", "dispute", "update", "agreement", "mark")],
    *[("soft", "conflict-soft"), ("card", "ink"), ("paper", "ink"), ("dispute", "sunk")],
]


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_text_stands_out_from_its_ground(scheme: int) -> None:
    colours = read_schemes()[scheme]
    for ink, ground in TEXT_ON:
        ratio = contrast(colours[ink], colours[ground.replace("mark-soft", "mark")])
        assert ratio >= 4.5, f"{ink} on {ground}: {ratio:.2f}"


def read_schemes() -> list[dict[str, str]]:
    """Read the colours of the light, the dark and the print scheme."""
    blocks = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    light, *others = [dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in blocks]
    return [light, *({**light, **other} for other in others)]


def contrast(left: str, right: str) -> float:
    """Source: W3C, WCAG 2.2, "contrast ratio"."""
    dark, light = sorted((luminance(left), luminance(right)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
