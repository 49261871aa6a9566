"""Rules: each facet as a rule of SARIF, with the help that people read beside a finding.

An id is `factcheck/` and the facet's name. Ids are kept for good: viewers, baselines
and dismissed alerts hang on them.
"""

from __future__ import annotations

from typing import NamedTuple, get_args

from factcheck.records import FacetName


class Rule(NamedTuple):
    """What a facet compares, when two claims differ in it, and what to look at then."""

    facet: FacetName
    short: str
    full: str
    check: str

    @property
    def id(self) -> str:
        """The id that results refer to."""
        return f"factcheck/{self.facet}"


_MEANING = (
    "A conflict cannot all be true as published; a dispute is between sources who "
    "contradict each other; an update replaces an earlier value. factcheck never says who is "
    "right."
)
_KNOWN = (
    "A difference that is understood goes into the baseline, with a reason: "
    "`factcheck baseline update FILE --reason TEXT`."
)
_TEXTS: dict[FacetName, tuple[str, str, str]] = {
    "designation": (
        "Articles give one thing two designations.",
        "Models, flights, ships, laws, units and roads are named by letters and numbers. Two "
        "near readings of one name, such as Tu-22M3 and Tu-23M3, are one thing misspelt.",
        "Look the designation up at its maker, registry or gazette.",
    ),
    "quantity": (
        "Articles give different numbers for one quantity.",
        "A quantity is the range of numbers that its words allow, hedges and rounding "
        "included. Two quantities of one thing conflict when their ranges do not meet.",
        "Check whether both count the same thing at the same hour, then ask the source of "
        "each number.",
    ),
    "date": (
        "Articles date one event differently.",
        "A date is the set of days and hours that its words allow, relative words counted "
        "from the day of writing. Two dates conflict when their sets do not meet.",
        "Check the day of publication, the time zone, and which day a relative word means.",
    ),
    "place": (
        "Articles put one event in different places.",
        "A place is compared with what holds it and what it holds. Two places conflict when "
        "neither lies in the other.",
        "Check whether one article names the region, and whether two events are meant.",
    ),
    "person": (
        "Articles name different persons in one part.",
        "Names are compared across spellings and scripts. Two persons conflict when they fill "
        "one part of one event and their names cannot be one name.",
        "Check the spelling in the original script, and who held the part on that day.",
    ),
    "attribution": (
        "Articles put the same words into different mouths.",
        "The same quoted words under the names of two speakers cannot both be right. The "
        "agency that a quotation came through is provenance, and never a conflict.",
        "Find the recording or the transcript, and who speaks in it.",
    ),
    "quotation": (
        "Articles quote one stretch of speech in different words.",
        "Quotation marks promise the very words. Two wordings of one stretch of one speaker's "
        "speech conflict, however slight the difference.",
        "Find the recording or the transcript; between languages, the original wording.",
    ),
    "status": (
        "Articles differ on how far a thing has come.",
        "Planned, begun, done or cancelled: a verb's form says which stages its words allow. "
        "Two claims conflict when no stage fits both.",
        "Check the hour of each article: a later one may be an update.",
    ),
    "polarity": (
        "One article affirms what another denies.",
        "Two claims of the same event conflict when one says that it happened and the other "
        "says that it did not.",
        "Check who denies, what exactly, and whether the denial is reported as one.",
    ),
    "role": (
        "Articles give one person different roles.",
        "An office or a part in an event is compared on the day it is told of. Two roles "
        "conflict when one person cannot hold both.",
        "Check the title on the day of the event: former and acting holders are easily mixed.",
    ),
    "statement": (
        "Articles make statements that contradict each other.",
        "What no other facet can tell is judged by a model of natural language inference, in "
        "both directions. What is not sure is left out.",
        "Read both sentences in their articles: the model sees one sentence of each.",
    ),
}
RULES: tuple[Rule, ...] = tuple(Rule(f, *_TEXTS[f]) for f in get_args(FacetName))


def describe_rule(rule: Rule) -> dict[str, object]:
    """Describe a rule as a SARIF `reportingDescriptor`.

    Source: SARIF 2.1.0, section 3.49.
    """
    advice = f"**What to check:** {rule.check}"
    return {
        "id": rule.id,
        "name": f"{rule.facet.title()}Differs",
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.full},
        "help": {
            "text": " ".join((rule.full, rule.check, _MEANING, _KNOWN)),
            "markdown": "\n\n".join((rule.full, advice, _MEANING, _KNOWN)),
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["news", rule.facet]},
    }
