"""The vocabulary: English as before, Arabic variants alike, new pieces near translations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.training import tiny

pytest.importorskip("transformers", reason="training needs the extra: training")

from factcheck.models.embedded import token_ids
from factcheck.training.parallel import Translation
from factcheck.training.vocabulary import build_tokenizer, start_values

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PAIRS = [
    ("police held men", "الشرطة احتجزت رجالا"),
    ("police arrested women", "الشرطة اعتقلت نساء"),
    ("police on Monday", "الشرطة يوم الاثنين"),
    ("men in Cairo", "رجالا في القاهرة"),
    ("women in Cairo", "نساء في القاهرة"),
    ("men in Aleppo", "رجالا في حلب"),
    ("women in Aleppo", "نساء في حلب"),
]
ROWS = [Translation(english, arabic, "x") for english, arabic in PAIRS * 2]


@pytest.fixture(scope="module")
def base_tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tokenizer")
    tiny.write_tokenizer(folder)
    return folder / "tokenizer.json"


@pytest.fixture(scope="module")
def grown(base_tokenizer: Path) -> Tokenizer:
    return build_tokenizer(base_tokenizer, [row.arabic for row in ROWS])


def test_english_keeps_its_ids(base_tokenizer: Path, grown: Tokenizer) -> None:
    from tokenizers import Tokenizer

    plain = Tokenizer.from_file(str(base_tokenizer))
    texts = ["Police held two men, in CAIRO.", "Not on Monday!", "naïve", ""]
    assert token_ids(grown, texts) == token_ids(plain, texts)
    known = plain.get_vocab()
    assert {piece: grown.token_to_id(piece) for piece in known} == known


def test_new_pieces_follow_the_old_without_a_gap(grown: Tokenizer) -> None:
    assert sorted(grown.get_vocab().values()) == list(range(grown.get_vocab_size()))
    assert grown.get_vocab_size() > len(tiny.vocabulary())


def test_words_seen_twice_are_one_piece(grown: Tokenizer) -> None:
    assert [len(ids) for ids in token_ids(grown, ["الشرطة", "القاهرة", "حلب"])] == [1, 1, 1]


@pytest.mark.parametrize(
    ("plain", "variant"),
    [
        ("الشرطة", "الشُّرْطَةُ"),
        ("الشرطة", "الشـــرطة"),
        ("الاثنين", "الأثنين"),
        ("الاثنين", "الإثنين"),
        ("الاثنين", "الآثنين"),
        ("في", "فى"),
        ("12", "١٢"),
        ("12", "۱۲"),
        ("حلب, حلب", "حلب، حلب"),
        ('"حلب"', "«حلب»"),
    ],
)
def test_variants_are_read_alike(grown: Tokenizer, plain: str, variant: str) -> None:
    left, right = token_ids(grown, [plain, variant])
    assert left == right
    normal = grown.normalizer
    assert normal.normalize_str(plain) == normal.normalize_str(variant)


def test_one_piece_a_letter_at_least_is_kept_of_a_small_vocabulary(
    base_tokenizer: Path,
) -> None:
    small = build_tokenizer(base_tokenizer, [row.arabic for row in ROWS], pieces=60)
    assert small.get_vocab_size() <= len(tiny.vocabulary()) + 60
    unknown = small.token_to_id("[UNK]")
    assert unknown not in token_ids(small, ["حلب الشرطة"])[0]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("الشرطة", "police"), ("رجالا", "men"), ("نساء", "women"), ("القاهرة", "cairo")],
)
def test_a_piece_starts_nearest_the_piece_it_stands_opposite(
    grown: Tokenizer, arabic: str, english: str
) -> None:
    known = len(tiny.vocabulary())
    words = np.eye(known, dtype=np.float32)
    values = start_values(words, grown, ROWS)
    assert values.shape == (grown.get_vocab_size() - known, known)
    np.testing.assert_allclose(values.sum(axis=1), 1, atol=1e-5)
    (piece,) = token_ids(grown, [arabic])[0]
    assert values[piece - known].argmax() == tiny.vocabulary()[english]
    assert np.count_nonzero(values[piece - known]) <= 3


def test_a_piece_beside_one_english_word_alone_starts_upon_it(grown: Tokenizer) -> None:
    known = len(tiny.vocabulary())
    words = np.eye(known, dtype=np.float32)
    rows = [Translation("police", "الشرطة", "x"), Translation("men", "رجالا", "x")]
    values = start_values(words, grown, rows)
    (piece,), (unseen,) = token_ids(grown, ["الشرطة", "حلب"])
    assert values[piece - known].argmax() == tiny.vocabulary()["police"]
    assert values[piece - known].max() == 1
    halves = words[[tiny.vocabulary()["police"], tiny.vocabulary()["men"]]].mean(axis=0)
    np.testing.assert_allclose(values[unseen - known], halves, atol=1e-6)
