from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.records import Article, Language
from factcheck.stories import (
    LEAD,
    UNDATED_DAYS,
    WINDOW,
    Sketch,
    assign_stories,
    find_keys,
    sketch_articles,
)
from tests.fakes import WordEmbedder
from tests.make import make_article

DAY = date(2016, 8, 17)
FERRY = ("name:ferry", "number:40", "word:capsize", "word:harbour")
STRIKE = ("name:rail", "number:9", "word:strike", "word:union")


def make_sketch(
    article_id: str, keys: tuple[str, ...] = FERRY, *, angle: float = 0.0, days: int | None = 0
) -> Sketch:
    """A sketch dated `days` after DAY, whose cosine with another is that of their angles."""
    vector = np.array([np.cos(angle), np.sin(angle)], np.float32)
    published = None if days is None else DAY + timedelta(days=days)
    return Sketch(article_id, published, vector, tuple(sorted(keys)))


def group(sketches: list[Sketch]) -> set[frozenset[str]]:
    """The articles of each story, when all come in one batch."""
    story_by_id = assign_stories(sketches, {})
    return {
        frozenset(one for one in story_by_id if story_by_id[one] == story)
        for story in story_by_id.values()
    }


def sketch_text(article_id: str, text: str, **changes: object) -> Sketch:
    return sketch_articles([make_article(text, id=article_id, **changes)], WordEmbedder())[0]


#   days between them   one story
GAPS = [
    (0, True),
    (2, True),
    (WINDOW, True),
    (WINDOW + 1, False),
    (90, False),
    (None, True),
]


@pytest.mark.parametrize(("days", "is_one"), GAPS)
def test_articles_that_say_the_same_are_of_one_story_within_the_window(
    days: int | None, is_one: bool
) -> None:
    stories = group([make_sketch("a-1"), make_sketch("b-1", days=days)])
    assert (len(stories) == 1) == is_one


@pytest.mark.parametrize(("days", "is_one"), GAPS)
def test_an_article_that_comes_late_joins_a_later_story_within_the_window(
    days: int | None, is_one: bool
) -> None:
    known = {"s": [make_sketch("b-1", days=days)]}
    assert (assign_stories([make_sketch("a-1")], known)["a-1"] == "s") == is_one


def test_articles_of_two_subjects_start_two_stories() -> None:
    stories = group([make_sketch("a-1"), make_sketch("b-1", STRIKE, angle=np.pi / 2)])
    assert stories == {frozenset({"a-1"}), frozenset({"b-1"})}


#   days between   one of them undated   one story
NEARLY_ALIKE = [
    (0, False, True),
    (5, False, False),
    (0, True, False),
]


@pytest.mark.parametrize(("days", "is_undated", "is_one"), NEARLY_ALIKE)
def test_days_between_two_articles_and_a_missing_date_speak_against_one_story(
    days: int, is_undated: bool, is_one: bool
) -> None:
    angle = float(np.arccos(0.68))  # nearness 0.34 without any shared key
    right = make_sketch("b-1", STRIKE, angle=angle, days=None if is_undated else days)
    assert (len(group([make_sketch("a-1"), right])) == 1) == is_one


def test_a_missing_date_counts_as_days_between() -> None:
    angle = float(np.arccos(0.68 + 0.06 * (UNDATED_DAYS - 1)))
    dated = make_sketch("a-1")
    assert len(group([dated, make_sketch("b-1", STRIKE, angle=angle, days=None)])) == 2
    assert len(group([dated, make_sketch("b-1", STRIKE, angle=angle, days=1)])) == 1


def test_a_rare_key_links_two_articles_and_a_common_one_does_not() -> None:
    words = [f"word:{number}" for number in range(6)]
    left = make_sketch("a-1", (*words[:2], "name:shared"))
    right = make_sketch("b-1", (*words[2:4], "name:shared"), angle=np.pi / 3)
    far = [
        make_sketch(f"x-{number}", ("name:shared", f"word:x{number}"), angle=np.pi)
        for number in range(400)
    ]
    assert len(group([left, right])) == 1
    story_by_id = assign_stories([left, right, *far], {})
    assert story_by_id["a-1"] != story_by_id["b-1"]


def test_the_whole_story_must_be_near_not_one_article() -> None:
    chain = [
        make_sketch(f"a-{step}", (f"word:{step}",), angle=step * np.pi / 5)
        for step in range(4)  # neighbours have cosine 0.81, first and last one below 0
    ]
    stories = group(chain)
    assert len(stories) > 1
    assert frozenset({"a-0", "a-1"}) in stories


def test_a_story_whose_articles_are_long_past_is_not_carried_on() -> None:
    known = {"s": [make_sketch(f"a-{day}", days=day) for day in range(WINDOW + 4)]}
    late = make_sketch("b-1", days=2 * WINDOW + 2)
    assert assign_stories([late], known)["b-1"] != "s"
    assert assign_stories([late._replace(published=DAY)], known) == {"b-1": "s"}


def test_a_new_article_joins_the_nearest_known_story() -> None:
    known = {"ferry": [make_sketch("a-1")], "rail": [make_sketch("b-1", STRIKE, angle=1.5)]}
    new = [make_sketch("c-1", STRIKE, angle=1.4), make_sketch("c-2", angle=0.1)]
    assert assign_stories(new, known) == {"c-1": "rail", "c-2": "ferry"}


def test_known_stories_stay_apart_though_an_article_fits_both() -> None:
    known = {"s": [make_sketch("a-1")], "r": [make_sketch("b-1")]}
    assert assign_stories([make_sketch("c-1")], known) == {"c-1": "r"}


def test_batches_one_after_another_give_the_stories_of_one_batch() -> None:
    sketches = [make_sketch("a-1"), make_sketch("b-1", STRIKE, angle=1.5), make_sketch("c-1")]
    known: dict[str, list[Sketch]] = {}
    for sketch in sketches:
        known.setdefault(assign_stories([sketch], known)[sketch.id], []).append(sketch)
    story_by_id = {one.id: story for story, members in known.items() for one in members}
    assert story_by_id == assign_stories(sketches, {})


def test_a_story_is_named_by_its_first_article_alone() -> None:
    alone = assign_stories([make_sketch("a-1")], {})["a-1"]
    among = assign_stories([make_sketch("b-1", days=1), make_sketch("a-1")], {})
    assert among == {"a-1": alone, "b-1": alone}


def test_an_article_that_starts_a_second_story_does_not_take_the_first_ones_name() -> None:
    first = assign_stories([make_sketch("a-1")], {})["a-1"]
    known = {first: [make_sketch("b-1")], f"{first}-2": [make_sketch("c-1")]}
    revised = make_sketch("a-1", STRIKE, angle=np.pi / 2)
    assert assign_stories([revised], known) == {"a-1": f"{first}-3"}


def test_articles_without_words_are_each_a_story() -> None:
    assert len(group([make_sketch(name, ()) for name in ("a-1", "b-1", "c-1")])) == 3


def test_no_new_articles_are_no_assignments() -> None:
    assert assign_stories([], {}) == {}
    assert assign_stories([], {"s": [make_sketch("a-1")]}) == {}


@given(
    st.lists(
        st.tuples(
            st.sampled_from((FERRY, STRIKE, FERRY[:2], STRIKE[1:], ())),
            st.sampled_from((0.0, 0.4, 1.0, 1.5)),
            st.sampled_from((None, 0, 1, 5, 20)),
        ),
        max_size=9,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_a_batch_changes_nothing(
    parts: list[tuple[tuple[str, ...], float, int | None]], chance: object
) -> None:
    sketches = [
        make_sketch(f"a-{number}", keys, angle=angle, days=days)
        for number, (keys, angle, days) in enumerate(parts)
    ]
    shuffled = list(sketches)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assign_stories(shuffled, {}) == assign_stories(sketches, {})


#   left                                   right                                  shared
SHARED_KEYS = [
    ("The ferry left Aleppo with 384 people", "غادرت العبارة حلب وعلى متنها ٣٨٤", "number:384"),
    ("A blast struck Aleppo on Friday", "انفجار في حلب يوم الجمعة", "name:place:aleppo"),
    ("He met Ali Shamkhani on Monday", "التقى علي شمخاني يوم الاثنين", "name:Smxn"),
    ("Trains collided near the port", "Two trains collide at a port", "word:collid"),
    ("اصطدم قطاران قرب الميناء", "القطاران قرب ميناء المدينة", "word:=train"),
]


@pytest.mark.parametrize(("left", "right", "shared"), SHARED_KEYS)
def test_texts_meet_in_names_numbers_and_words_across_scripts(
    left: str, right: str, shared: str
) -> None:
    def language(text: str) -> Language:
        return "en" if text[0].isascii() else "ar"

    keys = find_keys(left, language(left)), find_keys(right, language(right))
    assert shared in set(keys[0]) & set(keys[1])
    assert all(list(one) == sorted(set(one)) for one in keys)
    assert not {"name:", "word:", "number:"} & {*keys[0], *keys[1]}


def test_two_reports_of_one_event_meet_and_a_third_does_not() -> None:
    sketches = [
        sketch_text("a-1", "A ferry capsized off Tartus, drowning 40 passengers, police said."),
        sketch_text("b-1", "Police said 40 passengers drowned as a ferry capsized at Tartus."),
        sketch_text("c-1", "Rail unions in Madrid called a strike of nine days over pay."),
    ]
    assert group(sketches) == {frozenset({"a-1", "b-1"}), frozenset({"c-1"})}


def change_paragraph(article: Article, index: int, **changes: object) -> Article:
    paragraphs = list(article.paragraphs)
    paragraphs[index] = paragraphs[index].model_copy(update=changes)
    return article.model_copy(update={"paragraphs": tuple(paragraphs)})


def test_a_sketch_is_of_the_title_and_lead_without_what_was_set_aside() -> None:
    text = "Subscribe to our newsletter\nA ferry capsized at Tartus.\n" + "Later talk. " * (
        LEAD // 12
    )
    article = make_article(f"{text}\nBananas ripen.", title="Forty drown")
    article = change_paragraph(article, 0, set_aside="furniture")
    (sketch,) = sketch_articles([article], WordEmbedder())
    assert {"word:drown", "word:capsiz"} <= set(sketch.keys)
    assert not {"word:newslett", "word:banana", "word:subscrib"} & set(sketch.keys)
    assert (sketch.id, sketch.published) == ("daily-1", DAY)
    assert np.linalg.norm(sketch.vector) == pytest.approx(1)


def test_sketches_of_many_articles_are_those_of_each_alone() -> None:
    articles = [
        make_article("A ferry capsized.", id="a-1"),
        make_article("غرقت عبارة قرب طرطوس.", id="b-1"),
        make_article("", id="c-1"),
    ]
    together = sketch_articles(articles, WordEmbedder())
    assert sketch_articles([], WordEmbedder()) == []
    for article, sketch in zip(articles, together, strict=True):
        (alone,) = sketch_articles([article], WordEmbedder())
        assert (alone.id, alone.keys) == (sketch.id, sketch.keys)
        assert np.array_equal(alone.vector, sketch.vector)
    assert together[2].keys == ()


def test_a_long_title_is_cut_like_a_long_lead() -> None:
    article = make_article("x", title="word " * LEAD + "banana")
    (sketch,) = sketch_articles([article], WordEmbedder())
    assert "word:banana" not in sketch.keys
