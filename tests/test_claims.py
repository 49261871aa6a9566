from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.claims import format_claims, read_claims
from factcheck.errors import InputError
from tests.make import make_article, make_claim

TEXT = "The mayor opened the bridge. نفى العمدة ذلك"
ARTICLE = make_article(TEXT)
CLAIMS = (make_claim(TEXT[:27]), make_claim(TEXT[29:], start=29, source="العمدة"))


def write(folder: Path, text: str) -> Path:
    path = folder / "claims.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_claims(path, [ARTICLE])
    return [fault.message for fault in caught.value.faults]


def test_claims_come_back_as_they_were_written(tmp_path: Path) -> None:
    text = format_claims(CLAIMS)
    assert text.count("\n") == 2
    assert "العمدة" in text
    assert read_claims(write(tmp_path, text), [ARTICLE]) == CLAIMS


def test_order_of_the_lines_does_not_matter(tmp_path: Path) -> None:
    assert read_claims(write(tmp_path, format_claims(CLAIMS[::-1])), [ARTICLE]) == CLAIMS


def test_a_corrected_source_is_taken(tmp_path: Path) -> None:
    corrected = CLAIMS[0].model_copy(update={"source": "Mayor Kyra Dell"})
    assert read_claims(write(tmp_path, format_claims([corrected])), [ARTICLE]) == (corrected,)


def test_every_faulty_line_is_reported_with_its_place(tmp_path: Path) -> None:
    moved = CLAIMS[0].model_copy(update={"start": 1, "end": 28})
    elsewhere = CLAIMS[0].model_copy(update={"article": "weekly-9"})
    stance = format_claims(CLAIMS[:1]).replace('"affirms"', '"doubts"')
    text = "{broken\n" + format_claims([moved, elsewhere]) + stance
    path = write(tmp_path, text)
    assert faults_of(path) == [
        "broken JSON",
        "the article does not say this at 1..28",
        "unknown article 'weekly-9'",
        "stance: input should be 'affirms', 'denies' or 'hedges'",
    ]
    with pytest.raises(InputError, match=r"claims\.jsonl:4: stance") as caught:
        read_claims(path, [ARTICLE])
    assert [fault.place for fault in caught.value.faults] == [
        f"{path}:{n}" for n in range(1, 5)
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"start": -44, "end": -17},
        {"start": 9, "end": 7, "text": ""},
        {"sentence": (5, 27)},
        {"sentence": (0, 900)},
        {"reading": " "},
        {"id": ""},
    ],
)
def test_a_claim_must_stand_in_its_sentence_and_article(
    changes: dict[str, object], tmp_path: Path
) -> None:
    moved = CLAIMS[0].model_copy(update=changes)
    (message,) = faults_of(write(tmp_path, format_claims([moved])))
    assert message.startswith("the article does not say this at")


def test_a_claim_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(write(tmp_path, format_claims(CLAIMS[:1] * 2))) == [
        "claim 'daily-1:0-27' stands twice"
    ]


def test_a_binary_file_is_one_clear_fault(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\xff\xfe\x00\x81")
    assert faults_of(path) == ["cannot read the claims"]
