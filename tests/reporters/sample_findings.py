"""The sample's findings: all five verdicts, and words that try everything."""

from __future__ import annotations

from tests.reporters.build import make_finding, make_side_claim

OVERRIDE = "\u202e"
SCRIPT = "<script>alert('owned')</script>"
IMAGE = '"><img src=https://tracker.example.net/pixel onerror=alert(1)>'
FORMULA = '=HYPERLINK("https://tracker.example.net","open")'

CONFLICTS = (
    make_finding(
        "conflict",
        "quantity",
        "people rescued from the ferry",
        (
            "214",
            [
                make_side_claim(
                    "courier-1",
                    "Fishing boats and a patrol ship rescued ⟦214 passengers⟧ before the ferry "
                    "began to list.",
                    start=410,
                ),
                make_side_claim(
                    "sawt-1",
                    "تمكنت زوارق الصيد من إنقاذ ⟦214 راكبا⟧ قبل أن تميل العبّارة",
                    start=205,
                    source="خفر السواحل",
                    via="وكالة أنباء الساحل",
                ),
                make_side_claim(
                    "sawt-1",
                    "حريق في عبّارة قبالة مرسى نور وإنقاذ ⟦214 راكبا⟧",
                    start=61,
                ),
                make_side_claim(
                    "courier-2",
                    "The ⟦214 survivors⟧ have been moved to a school near the port.",
                    start=1290,
                ),
            ],
        ),
        (
            "241",
            [
                make_side_claim(
                    "dispatch-1",
                    "they had brought “⟦241 people⟧, all of them wet and shaken”, to the quay",
                    start=733,
                    source="the harbour master, Lina Haddad",
                    quoted=True,
                    reading="the coast guard had brought “241 people, all of them wet and "
                    "shaken”, to the quay",
                )
            ],
        ),
        reason="Harbour Courier and صوت الميناء say 214; Northern Dispatch says 241",
        score=0.97,
    ),
    make_finding(
        "conflict",
        "designation",
        "patrol ship that reached the ferry first",
        (
            "P-51",
            [
                make_side_claim(
                    "courier-2",
                    "The navy's ⟦P-51⟧ was the first ship to reach the burning ferry.",
                    start=322,
                )
            ],
        ),
        (
            "P-15",
            [
                make_side_claim(
                    "courier-2",
                    "“Our ⟦P-15⟧ came alongside at dawn”",
                    start=640,
                    source="a naval officer",
                    quoted=True,
                )
            ],
        ),
        reason="Harbour Courier says P-51 in its own words and P-15 in a quotation",
        score=0.88,
    ),
    make_finding(
        "conflict",
        "place",
        "where the fire began",
        (
            "the engine room",
            [
                make_side_claim(
                    "courier-1",
                    "The fire started in ⟦the engine room⟧ shortly after midnight, two crew "
                    "members said.",
                    start=880,
                    source="two crew members",
                ),
                make_side_claim(
                    "sahel-1",
                    "اندلع الحريق في ⟦غرفة المحركات⟧",
                    start=300,
                    source="أحد البحارة",
                ),
            ],
        ),
        (
            "the car deck",
            [
                make_side_claim(
                    "dispatch-1",
                    "A lorry on ⟦the car deck⟧ caught fire first, according to a passenger.",
                    start=1200,
                    source="a passenger",
                )
            ],
        ),
        (
            "المطبخ",
            [make_side_claim("sawt-1", "وبدأت النيران في ⟦مطبخ⟧ العبّارة", start=512)],
        ),
        reason="the engine room, the car deck and المطبخ are different parts of one ship",
        score=0.81,
    ),
    make_finding(
        "conflict",
        "quotation",
        f"what the owner *said* | of [the ship] {SCRIPT}",
        (
            FORMULA,
            [
                make_side_claim(
                    "gazette-1",
                    f"{SCRIPT} ⟦{FORMULA}⟧ & {IMAGE} **bold** _under_ `code` [a](javascript:x)",
                    start=12,
                    source=f"@owner {IMAGE}",
                    via="-cmd|' /C calc'!A0",
                    quoted=True,
                )
            ],
        ),
        (
            f"a safe ship {OVERRIDE}pihs efas",
            [
                make_side_claim(
                    "gazette-1",
                    f"# he called it ⟦a {OVERRIDE}safe\u202c ship⟧\n1. and\x1b[31m left",
                    start=400,
                    source="+the owner",
                )
            ],
        ),
        reason=f"two readings of one sentence {OVERRIDE}reversed, {IMAGE}",
        score=0.5,
    ),
)
DISPUTES = (
    make_finding(
        "dispute",
        "polarity",
        "whether the owner was warned about the ferry's doors",
        (
            "was warned",
            [
                make_side_claim(
                    "dispatch-1",
                    "a port inspector said he ⟦warned⟧ the company twice about the bow doors",
                    start=1510,
                    source="a port inspector",
                    via="Coastal Wire",
                    reading="a port inspector warned the company twice about the bow doors",
                )
            ],
        ),
        (
            "was not warned",
            [
                make_side_claim(
                    "sahel-1",
                    "«⟦لم نتلق⟧ أي تحذير بشأن الأبواب»",
                    start=90,
                    source="المتحدث باسم الشركة",
                    quoted=True,
                )
            ],
        ),
        reason="المتحدث باسم الشركة denies what a port inspector says",
        score=0.84,
    ),
)
UPDATES = (
    make_finding(
        "update",
        "quantity",
        "people killed in the ferry fire",
        (
            "3",
            [
                make_side_claim(
                    "courier-1",
                    "⟦Three people⟧ died in the fire.",
                    start=220,
                    source="the navy",
                ),
                make_side_claim("sawt-1", "ولقي ⟦ثلاثة أشخاص⟧ حتفهم", start=330),
            ],
        ),
        (
            "at least 7",
            [
                make_side_claim(
                    "dispatch-1", "⟦At least seven⟧ bodies have been recovered.", start=95
                )
            ],
        ),
        (
            "11",
            [
                make_side_claim(
                    "courier-2",
                    "Divers found four more bodies, which brings the number of dead to ⟦11⟧.",
                    start=101,
                    source="the coast guard",
                )
            ],
        ),
        reason="the toll rises from 3 on 4 May to 11 on 6 May 2021",
        score=0.92,
    ),
)
AGREEMENTS = (
    make_finding(
        "agreement",
        "designation",
        "name of the ferry",
        (
            "Amal",
            [
                make_side_claim(
                    "courier-1", "the ferry ⟦Amal⟧ left the port at dusk", start=150
                ),
                make_side_claim(
                    "dispatch-1", "the ⟦Amal⟧, built in 1987, carried cars", start=300
                ),
                make_side_claim("sawt-1", "العبّارة «⟦أمل⟧» غادرت الميناء مساء", start=120),
            ],
        ),
        reason="Amal and أمل are one name",
        score=0.99,
    ),
    make_finding(
        "agreement",
        "date",
        "day of the fire",
        (
            "4 May 2021",
            [
                make_side_claim(
                    "dispatch-1",
                    "The fire broke out ⟦on Tuesday⟧, half an hour after midnight.",
                    start=510,
                    reading="The fire broke out on 4 May 2021, half an hour after midnight.",
                ),
                make_side_claim("sawt-1", "اندلع الحريق ⟦فجر الثلاثاء⟧", start=444),
            ],
        ),
        reason="both days are 4 May 2021",
        score=0.95,
    ),
)
SINGLES = (
    make_finding(
        "single",
        "quantity",
        "lorries on the car deck",
        (
            "38",
            [make_side_claim("dispatch-1", "⟦38 lorries⟧ stood on the car deck.", start=1400)],
        ),
        reason="only Northern Dispatch tells it",
        score=1.0,
    ),
    make_finding(
        "single",
        "person",
        "captain of the ferry",
        (
            "سامر الخطيب",
            [make_side_claim("sawt-1", "ونجا القبطان ⟦سامر الخطيب⟧", start=600)],
        ),
        reason="only صوت الميناء tells it",
        score=1.0,
    ),
    make_finding(
        "single",
        "status",
        "inquiry into the fire",
        (
            "planned",
            [
                make_side_claim(
                    "dispatch-1",
                    "The ministry will ⟦open an inquiry⟧ next week.",
                    start=1700,
                    source="the ministry",
                    reading="The ministry will open an inquiry in the week of 10 May 2021.",
                )
            ],
        ),
        reason="only Northern Dispatch tells it",
        score=1.0,
    ),
)
