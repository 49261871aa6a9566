"""Arabic edits: what is changed cannot stand beside the sentence, what is kept follows."""

from __future__ import annotations

import random

import pytest

from factcheck.training.edits import Edit, edit_sentence
from factcheck.training.edits.arabic import edit_arabic
from factcheck.training.edits.arabic_dates import edit_dates
from factcheck.training.edits.arabic_numbers import edit_quantities
from factcheck.training.edits.arabic_persons import edit_persons
from factcheck.training.edits.arabic_places import edit_places
from factcheck.training.edits.arabic_sources import edit_sources
from factcheck.training.edits.arabic_swaps import swap_words
from factcheck.training.edits.arabic_verbs import edit_verbs
from factcheck.training.edits.arabic_wording import drop_words, edit_designations, respell
from factcheck.training.edits.arabic_words import find_stems, load_words

NAMES = ("ليلى حداد", "سامر الخطيب", "طارق منصور", "كامل الدروبي", "هدى الزين")
SENTENCES = (
    "أعلنت وزارة الصحة أن 12 مريضا غادروا مستشفى حلب يوم الثلاثاء.",
    "هاجمت فرنسا إيطاليا في 12 مارس 2017 بسبب خلاف على الحدود.",
    "قال الرئيس سامر الخطيب إن خمسة أشخاص لم يسافروا، فيما بقي الآخرون.",
    "سيتم إغلاق ثلاث مدارس في شمال المدينة بعد العاصفة.",
    "لا يمكن فتح الجسر قبل نهاية العام.",
)
SEEDS = range(12)


def test_one_state_of_the_generator_gives_one_list() -> None:
    for sentence in SENTENCES:
        first, second = (list(edit_arabic(sentence, NAMES, random.Random(3))) for _ in range(2))
        assert first == second != []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_facet_and_change_comes_once_and_differs_from_the_sentence(sentence: str) -> None:
    for seed in SEEDS:
        edits = edit_sentence(sentence, "ar", NAMES, random.Random(seed))
        kinds = [(edit.facet, edit.change) for edit in edits]
        assert len(kinds) == len(set(kinds))
        assert all(edit.text.strip() and edit.text != sentence for edit in edits)
        assert all("  " not in edit.text for edit in edits)


@pytest.mark.parametrize(
    "question", ["هل سافر سامر الخطيب إلى حلب؟", "كم شخصا غادر حلب", "", "؟", "،، 12 ..", "ـ"]
)
def test_what_states_nothing_has_no_edit(question: str) -> None:
    assert list(edit_arabic(question, NAMES, random.Random(1))) == []


@pytest.mark.parametrize(
    ("make", "sentence", "edit", "facet", "change"),
    [
        (edit_quantities, "وصل 12 شخصا.", "وصل ١٢ شخصا.", "quantity", "same"),
        (edit_quantities, "وصل 5 أشخاص.", "وصل خمسة أشخاص.", "quantity", "same"),
        (edit_quantities, "عاش 5 سنوات هنا.", "عاش خمس سنوات هنا.", "quantity", "same"),
        (edit_quantities, "بقي سبع سنوات هنا.", "بقي 7 سنوات هنا.", "quantity", "same"),
        (edit_quantities, "بقي سبع سنوات هنا.", "بقي عدة سنوات هنا.", "quantity", "looser"),
        (edit_quantities, "وصل 5 أشخاص.", "وصل عدة أشخاص.", "quantity", "looser"),
        (edit_quantities, "ارتفع بنسبة 5%.", "ارتفع بنسبة 5 بالمئة.", "quantity", "same"),
        (edit_dates, "سافر في 12 مارس 2017 إلى", "سافر في مارس 2017 إلى", "date", "looser"),
        (edit_dates, "سافر في 12 مارس 2017 إلى", "سافر في 12 آذار 2017 إلى", "date", "same"),
        (edit_dates, "ولد في مارس 2017 هناك", "ولد في عام 2017 هناك", "date", "looser"),
        (
            edit_dates,
            "ولد في عام 1964 هناك",
            "ولد في ستينيات القرن العشرين هناك",
            "date",
            "looser",
        ),
        (
            edit_dates,
            "عاد كل الركاب إلى بيوتهم أمس.",
            "عاد كل الركاب إلى بيوتهم.",
            "date",
            "looser",
        ),
        (edit_places, "اندلع حريق في حلب.", "اندلع حريق في سوريا.", "place", "looser"),
        (edit_places, "هاجمت فرنسا إيطاليا.", "هاجمت إيطاليا فرنسا.", "role", "changed"),
        (edit_places, "هاجمت فرنسا إيطاليا.", "فرنسا هاجمت إيطاليا.", "role", "same"),
        (edit_places, "اتفاق فرنسا والصين", "اتفاق الصين وفرنسا", "role", "same"),
        (edit_places, "طار من حلب إلى حمص.", "طار من حمص إلى حلب.", "role", "changed"),
        (edit_places, "غزو الصين لفرنسا", "غزو فرنسا للصين", "role", "changed"),
        (edit_verbs, "ارتفعت الأسعار.", "انخفضت الأسعار.", "polarity", "changed"),
        (edit_verbs, "ارتفعت الأسعار.", "لم ترتفع الأسعار.", "polarity", "changed"),
        (edit_verbs, "ارتفعت الأسعار.", "لم تنخفض الأسعار.", "polarity", "looser"),
        (edit_verbs, "ارتفعت الأسعار.", "صعدت الأسعار.", "statement", "same"),
        (edit_verbs, "ارتفعت الأسعار.", "ربما ارتفعت الأسعار.", "status", "looser"),
        (edit_verbs, "الأسعار ترتفع", "الأسعار لا ترتفع", "polarity", "changed"),
        (edit_verbs, "الأسعار لا ترتفع", "الأسعار ترتفع", "polarity", "changed"),
        (edit_verbs, "لم يفز الفريق.", "فاز الفريق.", "polarity", "changed"),
        (edit_verbs, "لم يفز الفريق.", "ما فاز الفريق.", "polarity", "same"),
        (edit_verbs, "سيزور الوزير حلب.", "لن يزور الوزير حلب.", "polarity", "changed"),
        (edit_verbs, "سيزور الوزير حلب.", "سوف يزور الوزير حلب.", "status", "same"),
        (edit_verbs, "سيزور الوزير حلب.", "زار الوزير حلب.", "status", "changed"),
        (edit_verbs, "ارتفعت الأسعار.", "لم ترتفع بعد الأسعار.", "status", "changed"),
        (edit_verbs, "رفضت الوزيرة القرار.", "لم تقبل الوزيرة القرار.", "polarity", "same"),
        (swap_words, "تم إغلاق الجسر.", "لم يتم بعد إغلاق الجسر.", "status", "changed"),
        (swap_words, "محادثات حول الميناء", "محادثات بشأن الميناء", "statement", "same"),
        (swap_words, "غرق خلال العاصفة", "غرق أثناء العاصفة", "statement", "same"),
        (swap_words, "هناك خلاف قديم", "ليس هناك خلاف قديم", "polarity", "changed"),
        (swap_words, "أعلن عن رفض الخطة", "أعلن عن قبول الخطة", "polarity", "changed"),
        (drop_words, "اجتمع مجلس الموانئ (HSB).", "اجتمع مجلس الموانئ.", "statement", "same"),
        (swap_words, "في شمال غزة ضد", "في شمال غزة مع", "polarity", "changed"),
        (swap_words, "تم إغلاق الجسر.", "لم يتم إغلاق الجسر.", "polarity", "changed"),
        (swap_words, "وصلت جميع السفن.", "وصلت كافة السفن.", "quantity", "same"),
        (swap_words, "مصرع رجل", "مقتل رجل", "statement", "same"),
        (
            edit_sources,
            "قال الوزير إن الجسر آمن.",
            "الوزير قال إن الجسر آمن.",
            "statement",
            "same",
        ),
        (
            edit_sources,
            "قال الوزير إن الجسر آمن.",
            "قال مسؤول إن الجسر آمن.",
            "attribution",
            "looser",
        ),
        (
            edit_sources,
            "الجسر آمن، وفقا للوزارة.",
            "الجسر آمن، بحسب الوزارة.",
            "attribution",
            "same",
        ),
        (
            drop_words,
            "توفي ثلاثة رجال هنا بسبب الحريق.",
            "توفي ثلاثة رجال هنا.",
            "statement",
            "looser",
        ),
        (drop_words, "ومع ذلك، بقي الجسر مغلقا.", "بقي الجسر مغلقا.", "statement", "looser"),
        (
            edit_designations,
            "تحطمت طائرة Tu-22M3 هنا",
            "تحطمت طائرة هنا",
            "designation",
            "looser",
        ),
        (respell, "أعلن أحمد", "اعلن احمد", "statement", "same"),
        (respell, "الذي في", "الذى فى", "statement", "same"),
    ],
)
def test_a_sentence_has_the_edit(make, sentence, edit, facet, change) -> None:  # type: ignore[no-untyped-def]
    made = {one for seed in SEEDS for one in make(sentence, random.Random(seed))}
    assert Edit(edit, facet, change) in made


def _texts(make, sentence: str, change: str) -> set[str]:  # type: ignore[no-untyped-def]
    edits = (one for seed in range(16) for one in make(sentence, random.Random(seed)))
    return {edit.text for edit in edits if edit.change == change}


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (edit_quantities, "أصيب نحو 12 شخصا."),
        (edit_quantities, "أصيب 12 شخصا على الأقل."),
        (edit_quantities, "قرأ الصفحة 12 كلها."),
        (edit_dates, "وفد كان بين عامي 1402 و 1405"),
        (edit_dates, "الأحد عشر"),
        (edit_places, "درس باللغة الفرنسية"),
        (edit_verbs, "الرجل الذي فاز"),
        (edit_verbs, "لن يزور"),
        (edit_verbs, "لا يزال هنا"),
        (edit_verbs, "قررت أن أسافر"),
        (swap_words, "هو البيت الأبيض"),
        (swap_words, "عمله هنا"),
        (edit_places, "سافر إلى حلب وحمص"),
        (edit_places, "في شرق أوروبا والصين"),
    ],
)
def test_what_may_not_be_changed_is_left_alone(make, sentence) -> None:  # type: ignore[no-untyped-def]
    assert _texts(make, sentence, "changed") == set()


@pytest.mark.parametrize(
    ("make", "sentence", "unwanted"),
    [
        (swap_words, "سافر من خلال الميناء.", "أثناء"),
        (swap_words, "بنى الجسر خلال عام واحد.", "أثناء"),
        (swap_words, "دار حول المدينة.", "بشأن"),
        (swap_words, "لكنه رفض الخطة.", "قبول"),
        (swap_words, "ينام الصيادون هناك.", "ليس"),
        (swap_words, "غادر القرى الجنوبية الشرقية.", "الجنوبية الجنوبية"),
        (swap_words, "كتب المدير الحالي تقريرا.", "السابق"),
        (swap_words, "تحدث عن الأمن القومي.", "الجيش"),
        (edit_verbs, "حذرت الوزيرة السكان.", "تطمئن"),
        (edit_verbs, "ارتفعت الأسعار.", "ست"),
        (edit_places, "تحسن معدل الأجور في حلب.", "سوريا"),
        (drop_words, "بلغ معدل الحرارة هنا خلال النهار درجة الغليان.", "هنا."),
        (drop_words, "ونظرًا إلى تشابه السفينتين كثيرا، من المرجح أن تباعا.", "كثيرا."),
        (drop_words, "بقي الجسر مغلقا سواء بسبب الحريق أو العاصفة.", "سواء."),
    ],
)
def test_words_change_in_their_own_sense_only(make, sentence, unwanted) -> None:  # type: ignore[no-untyped-def]
    edits = (edit for seed in SEEDS for edit in make(sentence, random.Random(seed)))
    assert not any(unwanted in edit.text for edit in edits)


@pytest.mark.parametrize("sentence", ["ربما ارتفعت الأسعار.", "قد لا ترتفع الأسعار هنا."])
def test_what_may_be_is_not_denied(sentence: str) -> None:
    edits = (e for n in SEEDS for e in edit_sentence(sentence, "ar", NAMES, random.Random(n)))
    assert ("polarity", "changed") not in {edit[1:] for edit in edits}


@pytest.mark.parametrize(
    "turning", ["لم ينج رجال كثيرون بسبب الحريق.", "مات كل الرجال هنا بسبب الحريق."]
)
def test_nothing_is_dropped_where_a_word_turns_the_truth_round(turning: str) -> None:
    assert list(drop_words(turning, random.Random(1))) == []


@pytest.mark.parametrize(("number", "low", "high"), [(5, 3, 10), (12, 11, 99), (48, 11, 99)])
def test_another_number_takes_the_same_form_of_noun(number: int, low: int, high: int) -> None:
    texts = _texts(edit_quantities, f"رأينا هناك {number} طائرا أو سربا.", "changed")
    others = {int(text.split()[2]) for text in texts}
    assert number not in others
    assert others
    assert all(low <= other <= high for other in others)


def test_a_digit_keeps_its_script() -> None:
    texts = _texts(edit_quantities, "رأينا هناك ١٬٢٠٠ طائر.", "changed")
    assert texts
    assert all(text.split()[2].replace("٬", "").isdigit() for text in texts)
    assert not any(letter.isascii() and letter.isdigit() for text in texts for letter in text)


def test_a_month_is_never_changed_into_its_other_name() -> None:
    texts = _texts(edit_dates, "عاد في مارس 2017 إلى البيت", "changed")
    assert texts
    assert not any("آذار" in text for text in texts)


def test_what_is_to_come_is_not_dated_in_the_past() -> None:
    assert not any("س" in t.split()[0] for t in _texts(edit_verbs, "شارك في 1990.", "changed"))


@pytest.mark.parametrize(
    ("sentence", "prefix"), [("سافر إلى الصين.", "سافر إلى "), ("وصل بحلب.", "وصل ب")]
)
def test_a_place_gives_way_below_its_preposition(sentence: str, prefix: str) -> None:
    texts = _texts(edit_places, sentence, "changed")
    assert len(texts) > 5
    assert all(text.startswith(prefix) for text in texts)


def test_a_place_does_not_give_way_to_its_country() -> None:
    assert not any("سوريا" in text for text in _texts(edit_places, "وصل إلى حلب.", "changed"))


@pytest.mark.parametrize(
    ("sentence", "change", "edit"),
    [
        ("زار الوزير سامر الخطيب المدرسة.", "looser", "زار سامر الخطيب المدرسة."),
        ("زار الوزير سامر الخطيب المدرسة.", "looser", "زار الوزير الخطيب المدرسة."),
        ("الوزير سامر الخطيب في حلب", "same", "سامر الخطيب، الوزير، في حلب"),
    ],
)
def test_a_person_has_the_edit(sentence: str, change: str, edit: str) -> None:
    made = {(e.change, e.text) for e in edit_persons(sentence, NAMES, random.Random(1))}
    assert (change, edit) in made


@pytest.mark.parametrize("name", ["سامر الخطيب", "ليلى حداد"])
def test_a_person_gives_way_to_one_of_the_same_gender(name: str) -> None:
    sentence, female = f"وصل {name} إلى البيت.", load_words("female")
    for seed in SEEDS:
        edits = edit_persons(sentence, NAMES * 10, random.Random(seed))
        changed = [edit.text.split()[1] for edit in edits if edit.change == "changed"]
        assert len(changed) == 1
        assert changed[0] != name.split()[0]
        assert (changed[0] in female) == (name.split()[0] in female)


@pytest.mark.parametrize(
    "sentence", ["نام على الأرض.", "وصل إلى البيت.", "وصل أبو سامر الخطيب."]
)
def test_everyday_words_are_no_names(sentence: str) -> None:
    assert list(edit_persons(sentence, ("علي الأرض", *NAMES), random.Random(1))) == []


def test_another_source_has_the_gender_of_the_verb() -> None:
    texts = _texts(edit_sources, "قالت وزارة الصحة إن الجسر آمن.", "changed")
    assert len(texts) > 3
    assert not any(
        text.startswith(("قالت وزير ", "قالت مصدر", "قالت وزارة الصحة")) for text in texts
    )


def test_an_address_is_no_text() -> None:
    sentence = "شاهد https://example.org/a-12-b/c هنا"
    assert not any(
        "example.org/a-12-b/c" not in edit.text
        for seed in SEEDS
        for edit in edit_arabic(sentence, NAMES, random.Random(seed))
    )


@pytest.mark.parametrize(
    ("joined", "other", "carried"),
    [
        ("للصين", "العراق", "للعراق"),
        ("وبفرنسا", "الصين", "وبالصين"),
        ("لفرنسا", "الصين", "للصين"),
    ],
)
def test_letters_joined_to_a_word_are_carried_over(
    joined: str, other: str, carried: str
) -> None:
    assert carried in {stem.carry(other) for stem in find_stems(joined)}


def test_a_negation_does_not_tell_the_change() -> None:
    negated = {
        edit.change
        for sentence in ("ارتفعت الأسعار.", "لم يفز الفريق.", "الوزير ينتقد القرار")
        for edit in edit_verbs(sentence, random.Random(1))
        if {"لم", "لا", "ما"} & set(edit.text.split())
    }
    assert negated == {"changed", "same", "looser"}
