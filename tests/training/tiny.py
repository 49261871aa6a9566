"""A base model of a few thousand random weights, and a data folder of a few rows."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from factcheck.training.parallel import NAMES, SENTENCES

WORDS = (
    *("police", "held", "arrested", "two", "three", "men", "women", "the", "said", "of"),
    *("in", "Cairo", "Aleppo", "on", "Monday", "Friday", "not", ".", ",", "opened", "hospital"),
)
LABELS = ("entailment", "neutral", "contradiction")
SYLLABLES = tuple(
    zip(
        ("ba", "de", "ko", "lu", "mi", "na", "ro", "si", "ta", "zu"),
        ("با", "دي", "كو", "لو", "مي", "نا", "رو", "سي", "تا", "زو"),
        strict=True,
    )
)
TEMPLATES = (
    (
        "The police arrested {n} men in {en} on Monday, officials said.",
        "اعتقلت الشرطة {n} رجلا في {ar} يوم الاثنين، بحسب مسؤولين.",
    ),
    (
        "On Friday Sami Nasser opened a hospital of {n} beds in {en}.",
        "افتتح سامي ناصر يوم الجمعة مستشفى من {n} سريرا في {ar}.",
    ),
    (
        "On Monday the minister and other officials promised {en} a further {n} schools.",
        "وعد الوزير ومسؤولون آخرون يوم الاثنين {ar} ببناء {n} مدرسة أخرى.",
    ),
)
ROWS_OF_SOURCE = {"ud_pud": 12, "tico19_tmx": 18}
FIRST_OF_SOURCE = {source: 40 * place for place, source in enumerate(SENTENCES)}
SINGLE_NAMES = (
    *(("sami", "سامي"), ("nasser", "ناصر"), ("rula", "رولا"), ("hamdan", "حمدان")),
    *(("dana", "دانا"), ("omar", "عمر")),
)


def place_name(number: int) -> tuple[str, str]:
    """Return the English and Arabic name of a place that is in row `number` alone."""
    one, two, three = (SYLLABLES[number // 10**power % 10] for power in (2, 1, 0))
    english, arabic = ("".join(side) for side in zip(one, two, three, strict=True))
    return english.capitalize() + "q", arabic + "ق"


def translation(number: int) -> tuple[str, str]:
    """Return a sentence and its translation, both about the place of that number."""
    english, arabic = TEMPLATES[number % len(TEMPLATES)]
    places = dict(zip(("en", "ar"), place_name(number), strict=True))
    return english.format(n=number + 3, **places), arabic.format(n=number + 3, **places)


def rows_of_source(source: str) -> list[int]:
    """Return the numbers of the rows that `write_data` puts into a file of translations."""
    first = FIRST_OF_SOURCE[source]
    return list(range(first, first + ROWS_OF_SOURCE.get(source, 6)))


def write_base(folder: Path) -> Path:
    """Write config, weights and tokenizer of a two-layer encoder with random weights."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(vocabulary()),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=128,
        max_position_embeddings=128,
    )
    BertModel(config).save_pretrained(folder)
    write_tokenizer(folder)
    return folder


def write_tokenizer(folder: Path) -> None:
    """Write a tokenizer that knows `WORDS` and splits nothing."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordPiece(vocabulary(), unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(folder)


def vocabulary() -> dict[str, int]:
    """Return the id of every token."""
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    return {word: i for i, word in enumerate([*marks, *(w.lower() for w in WORDS)])}


def nli_rows(count: int) -> list[dict[str, str]]:
    """Return rows as the training file holds them."""
    rng = random.Random(5)
    return [
        {
            "premise": " ".join(rng.choices(WORDS, k=rng.randint(4, 12))),
            "hypothesis": " ".join(rng.choices(WORDS, k=rng.randint(3, 8))),
            "label": rng.choice(LABELS),
            "source": "wanli_15k.train",
            "tier": "A",
        }
        for _ in range(count)
    ]


def headline_rows(count: int) -> list[dict[str, str]]:
    """Return Arabic headlines that agree or disagree."""
    return [
        {
            "premise": f"الوزير يفتتح {n} مدارس في العاصمة",
            "hypothesis": f"لا مدارس جديدة في العاصمة بعد {n} أشهر",
            "label": LABELS[2 * (n % 2)],
        }
        for n in range(count)
    ]


def write_data(folder: Path, *, rows: int = 160) -> Path:
    """Write all that training reads; `rows` counts those of inference."""
    for source in SENTENCES:
        write_table(folder, source, [translation(n) for n in rows_of_source(source)])
    for source in NAMES:
        write_table(folder, source, SINGLE_NAMES)
    evidence = [
        {
            "premise": f"The bridge near the port was closed on Friday by {n} soldiers.",
            "hypothesis": f"The bridge was closed by {n} soldiers.",
            "label": "entailment",
            "source": "evidence.train",
            "tier": "B",
        }
        for n in range(20, 40)
    ]
    write_lines(folder / "nli" / "train.jsonl.gz", nli_rows(rows) + evidence)
    write_lines(folder / "nli" / "ans_stance_ar.train.jsonl.gz", headline_rows(12))
    write_lines(folder / "news" / "articles.jsonl.gz", [article(n) for n in range(24)])
    return folder


def article(number: int) -> dict[str, str]:
    """Return a news article of four sentences, as the file of news holds it."""
    name = place_name(900 + number)[0]
    lines = (
        f"Officers in {name} arrested {number + 12} suspects near the bridge, officials said.",
        f"Hospitals around {name} treated {number + 4} drivers on Monday, officials wrote.",
        f"The strike in {name} was condemned by Sami Nasser, who had asked officials for more.",
        f"The farmers of {name} lost {number + 2} fields of wheat, said officials there.",
    )
    return {"published": f"2017-04-{number % 6 + 10}", "text": "\n".join(lines)}


def write_table(data: Path, source: str, rows: Iterable[Sequence[str]]) -> None:
    """Write a file of translations: English, Arabic and, if given, a note."""
    path = data / "parallel" / f"{source}.tsv.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)


def write_lines(path: Path, rows: Iterable[object]) -> None:
    """Write rows as gzip JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
