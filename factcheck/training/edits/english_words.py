"""Words of English news that are rivals, and words that mean the same.

A guard is what must stand before a word for it to be meant in the sense of its row.
"""

from __future__ import annotations

import re

RIVALS = """men women|man woman|boys girls|boy girl|father mother|fathers mothers|brother sister
brothers sisters|son daughter|sons daughters|husband wife|uncle aunt|nephew niece
grandfather grandmother|king queen|prince princess|male female|north south|east west
northern southern|eastern western|northeast southwest|northwest southeast|killed wounded
killed injured|bus train tram taxi|buses trains trams|school hospital prison hotel
schools hospitals prisons hotels|army police|largest smallest|biggest smallest
highest lowest|oldest youngest|best worst|longest shortest|tallest shortest
strongest weakest|richest poorest|private public|rich poor|positive negative|legal illegal
guilty innocent|victory defeat|majority minority|upper lower|teacher nurse lawyer farmer
teachers nurses lawyers farmers|doctor lawyer engineer|doctors lawyers engineers
buyer seller|church mosque synagogue|churches mosques|car truck motorcycle
cars trucks motorcycles|plane ship helicopter|planes ships helicopters
breakfast lunch dinner|gold silver|blue green yellow|football basketball tennis
piano guitar violin|earthquake hurricane|floods wildfires|liver lungs kidneys|fever cough
headache toothache|coffee tea|milk beer|dog cat|dogs cats|airport stadium|novel poem
novels poems|film play|bridge tunnel|river lake|island peninsula|mayor governor
senator governor|democrats republicans|democratic authoritarian|cheaper dearer
older younger|faster slower|higher lower|larger smaller|stronger weaker|hotter colder
richer poorer|heavier lighter|easier harder|safer riskier|warmer cooler|bigger smaller
democracy dictatorship|friend enemy|friends enemies|allies rivals|supporters opponents
teachers students|employer employee|parents children|adults children
optimistic pessimistic|dangerous harmless|expensive cheap|safe dangerous|married single
wet dry|hot cold|happy sad|healthy sick|empty full|easy difficult|simple complex
strong weak|ancient modern|civilian military|civilians soldiers|domestic foreign
indoors outdoors|inside outside|urban rural|voluntary compulsory|temporary permanent
vertical horizontal|bacteria viruses|bacterial viral|vaccine antibiotic
vaccines antibiotics|mathematics biology|physics medicine economics|singer painter
actor politician|actress journalist|journalist lawyer|journalists lawyers|apples oranges
bread rice|bank museum library|banks museums libraries|window door|garden kitchen
rain snow|radio television|letter book|letters books|wine beer|horse cow|horses cows
wheat rice maize|widow widower|pilot passenger|pilots passengers|steel copper
missile drone|missiles drones|tank helicopter|tanks helicopters|navy army|soldiers sailors
soldiers policemen|liberal conservative|Catholic Protestant|Democrats Republicans
Democrat Republican|Sunni Shiite|Muslims Christians|Muslim Christian
majority-owned state-owned|import export|imports exports|exports imports|buyers sellers
surplus deficit|increase decrease|rise fall|maximum minimum|profit loss|profits losses
advantage disadvantage|success failure|strength weakness|victims suspects|victim suspect
prosecutor defendant|tea juice"""
SYNONYMS = """
purchased bought|purchase buy|attempted tried|assist help|assisted helped|obtain get
obtained got|commence begin|commenced began|began started|approximately roughly|big large
huge enormous|rapidly quickly|quickly fast|difficult hard|nearly almost|perhaps maybe
due-to because-of|in-order-to to|such-as like|for-example for-instance|physicians doctors
physician doctor|movie film|movies films|automobile car|automobiles cars
injured wounded hurt|arrested detained|arrested apprehended|everyone everybody
someone somebody|until till|among amongst|towards toward|whilst while|although though
currently at-present|afterwards later|frequently often|regarding about|concerning about
center centre|centers centres|color colour|colors colours|defense defence
organization organisation|organizations organisations|labor labour|neighbor neighbour
neighbors neighbours|program programme|programs programmes|behavior behaviour|favor favour
honor honour|theater theatre|criticized criticised|organized organised
recognized recognised|realized realised|traveled travelled|canceled cancelled|gray grey
kilometers kilometres|meters metres|meter metre|catalog catalogue|tumor tumour
hospitalized hospitalised|permitted allowed|permits allows|demonstrates shows
demonstrated showed|indicates shows|indicated showed|resides lives|residing living
requires needs|additional further|additional extra|numerous many|entire whole
initially at-first|primarily mainly|mainly chiefly|mostly largely|immediately at-once
therefore thus|sufficient enough|children kids|ill sick|ill unwell|seniors elderly-people
jail prison|jailed imprisoned|killed slain|murdered killed|passed-away died
died passed-away|ended finished|finished completed|infants babies|infant baby|job post
wealthy rich|glad happy|vacation holiday|aid assistance|error mistake|errors mistakes
gift present|ship vessel|ships vessels|aircraft planes|fight battle|select choose
selected chosen|collapsed fell-down|occurs happens|occurred happened|occurred took-place
happened took-place|located situated|constructed built|construction building
established founded|founded established|resigned stepped-down|postponed delayed
cancelled called-off|investigate look-into|investigating looking-into
investigated looked-into|rejected turned-down|tolerate put-up-with|removed taken-away
discovered found|revealed disclosed|stated said|remarked said|announced made-public
annually every-year|yearly annual|worldwide around-the-world|globally worldwide
nowadays these-days|including among-them|famous well-known|illness disease
illnesses diseases|symptoms signs|crucial vital|essential vital|important significant
main principal|inhabitants residents|citizens nationals|soldiers troops|weapons arms
conflict fighting|pledged promised|vowed promised|vowed pledged|stressed emphasised
emphasized stressed|probe inquiry|investigation inquiry|allegations accusations
accord agreement|agreement deal|negotiations talks|discussions talks|polls surveys
poll survey|crash accident|blast explosion|blaze fire|huge massive|quit resigned
slammed criticised|hailed praised|lawmakers legislators|lawmaker legislator
attorney lawyer|attorneys lawyers|elected chosen|employees workers|staff employees
cash money|rescued saved|stopped halted|erupted broke-out|increased rose|decreased fell
dropped fell|climbed rose|declined fell|surged soared"""
PHRASES = (
    (
        "were killed",
        (
            "lost their lives",
            "died",
        ),
    ),
    (
        "lost their lives",
        (
            "died",
            "were killed",
        ),
    ),
    ("United Nations", ("UN",)),
    ("the UN", ("the United Nations",)),
    ("European Union", ("EU",)),
    ("the EU", ("the European Union",)),
    ("World Health Organization", ("WHO",)),
    ("a number of", ("several",)),
    ("as well as", ("and also",)),
    ("prior to", ("before",)),
    (
        "due to",
        (
            "because of",
            "owing to",
        ),
    ),
    ("because of", ("due to",)),
    (
        "in order to",
        (
            "to",
            "so as to",
        ),
    ),
    ("for example", ("for instance",)),
    ("despite", ("in spite of",)),
    ("in spite of", ("despite",)),
    ("as soon as", ("once",)),
    ("at the moment", ("right now",)),
    ("at the same time", ("simultaneously",)),
    ("took part in", ("participated in",)),
    ("participated in", ("took part in",)),
    ("in addition to", ("besides",)),
    (
        "is located in",
        (
            "lies in",
            "is situated in",
        ),
    ),
    (
        "a lot of",
        (
            "lots of",
            "plenty of",
        ),
    ),
    ("every day", ("daily",)),
    ("each year", ("every year",)),
    ("every year", ("each year",)),
    (
        "around the world",
        (
            "worldwide",
            "across the world",
        ),
    ),
    ("is able to", ("can",)),
    ("are able to", ("can",)),
    ("were able to", ("managed to",)),
    ("have to", ("must",)),
    ("has to", ("must",)),
    ("resulted in", ("led to",)),
    ("led to", ("resulted in",)),
)
RIVAL_GUARDS = {
    "best": re.compile(r"(?:the|its|his|her|their) $"),
    "play": re.compile(r"\b(?:a|the|his|her) $"),
    "fall": re.compile(r"\b(?:a|the) (?:\w+ )?$"),
    "rise": re.compile(r"\b(?:a|the) (?:\w+ )?$"),
    "increase": re.compile(r"\b(?:an|the|a|this) (?:\w+ )?$"),
    "decrease": re.compile(r"\b(?:a|the|this) (?:\w+ )?$"),
    "import": re.compile(r"\b(?:the|an) $"),
    "book": re.compile(r"\b(?:a|the|his|her|this) $"),
    "books": re.compile(r"\b(?:the|his|her|these|of|many|two|three|four|five|six) $"),
    "present": re.compile(r"\ba $"),
    "film": re.compile(r"\b(?:a|the|this|his|her) (?:\w+ )?$"),
    "single": re.compile(r"\b(?:is|was|not) $"),
    "killed": re.compile(r"\b(?:were|was|been|people|\d+|are) $"),
    "wounded": re.compile(r"\b(?:were|was|been|are|is) $"),
    "injured": re.compile(r"\b(?:were|was|been|are|is) $"),
    "full": re.compile(r"\b(?:is|was|were|are) $"),
    "rain": re.compile(r"\b(?:the|heavy|of) $"),
    "snow": re.compile(r"\b(?:the|heavy|of) $"),
    "window": re.compile(r"\b(?:the|a|his|her) $"),
    "inside": re.compile(r"\b(?:is|was|were|are|stood|people|waited|found|held) $"),
    "outside": re.compile(r"\b(?:is|was|were|are|stood|people|waited|found|held|gathered) $"),
    "lower": re.compile(r"\b(?:is|was|were|are|much|the) $"),
    "bank": re.compile(r"\b(?:the|a|his|her) $"),
    "exports": re.compile(r"(?:of|oil|its|the|in) $"),
    "imports": re.compile(r"(?:of|oil|its|the|in) $"),
    "export": re.compile(r"\b(?:the|an|of) $"),
    "hard": re.compile(r"\b(?:is|was|very|be|been) $"),
    "harder": re.compile(r"\b(?:is|was|even|much|be|are) $"),
    "easier": re.compile(r"\b(?:is|was|even|much|be|are) $"),
}
SYNONYM_GUARDS = {
    "hurt": re.compile(r"\b(?:were|was|been|is|are) $"),
    "injured": re.compile(r"\b(?:were|was|been|is|are|people|men|women|children) $"),
    "wounded": re.compile(r"\b(?:were|was|been|is|are|people|men|women|children) $"),
    "hard": re.compile(r"\b(?:is|was|very|be|been|it) $"),
    "difficult": re.compile(r"\b(?:is|was|very|be|been|it) $"),
    "ill": re.compile(r"\b(?:is|was|very|be|been|seriously|fell|became|are|were) $"),
    "sick": re.compile(r"\b(?:is|was|very|be|been|are|were) $"),
    "rich": re.compile(r"\b(?:the|is|was|very|a) $"),
    "big": re.compile(r"\b(?:a|is|was|very|the) $"),
    "large": re.compile(r"\b(?:a|is|was|very) $"),
    "film": re.compile(r"\b(?:a|the|this|his|her) $"),
    "films": re.compile(r"\b(?:his|her|the|of|several|two|many) $"),
    "gift": re.compile(r"\b(?:a|the|this|her|his) $"),
    "deal": re.compile(r"\b(?:peace|nuclear|trade|the|trade) $"),
    "agreement": re.compile(r"\b(?:peace|nuclear|trade) $"),
    "ship": re.compile(r"\b(?:a|the|cargo) $"),
    "founded": re.compile(r"\b(?:was|were) $"),
    "established": re.compile(r"\b(?:was|were) $"),
    "construction": re.compile(r"\b(?:the) $"),
    "vital": re.compile(r"\b(?:is|are|was|a|of) $"),
    "important": re.compile(r"\b(?:an|most|very) $"),
    "chosen": re.compile(r"\b(?:was|were|been) $"),
    "whole": re.compile(r"\bthe $"),
    "entire": re.compile(r"\bthe $"),
    "crash": re.compile(r"\b(?:car|road) $"),
    "died": re.compile(
        r"\b(?:he|she|He|She|who|they|wife|husband|father|mother|son|daughter|brother|sister) $"
    ),
    "prison": re.compile(r"\b(?:in|from) $"),
    "jail": re.compile(r"\b(?:in|from|to) $"),
    "increased": re.compile(
        r"\b(?:prices|rates|numbers|sales|it|population|deaths|cases|exports|temperatures"
        r"|profits|unemployment) $"
    ),
    "happy": re.compile(r"\b(?:is|was|am|are|were) $"),
    "situated": re.compile(r"\b(?:is|are|was|were) $"),
    "located": re.compile(r"\b(?:is|are|was|were) $"),
    "finished": re.compile(r"\b(?:was|were|been|he|she|they) $"),
    "completed": re.compile(r"\b(?:was|were|been) $"),
    "removed": re.compile(r"\b(?:was|were|been) $"),
    "collapsed": re.compile(r"\b(?:building|bridge|wall|roof|tower|house) $"),
    "aid": re.compile(r"\b(?:humanitarian|financial|military|economic|foreign) $"),
    "assistance": re.compile(r"\b(?:humanitarian|financial|military|economic) $"),
    "polls": re.compile(r"\b(?:opinion|recent|most|national) $"),
    "poll": re.compile(r"\b(?:a|the|recent|new|opinion) $"),
    "selected": re.compile(r"\b(?:was|were|been) $"),
    "begin": re.compile(r"\b(?:to|will) $"),
    "main": re.compile(r"\b(?:the|a) $"),
    "error": re.compile(r"\b(?:an|the|his|her) $"),
    "attempted": re.compile(r"\b(?:he|she|they|He|She|They|has|have|had|who) $"),
    "dropped": re.compile(r"\b(?:prices|rates|sales|temperatures) $"),
    "declined": re.compile(r"\b(?:prices|rates|sales|population|exports|profits) $"),
    "rejected": re.compile(
        r"\b(?:he|she|they|He|She|They|was|were|government|court|has|have) $"
    ),
    "obtain": re.compile(r"\bto $"),
}
_SET_PHRASES = re.compile(
    r"(?:(?:public|private) (?:opinion|health|sector|relations|interest|domain|figures?|debt"
    r"|office|servants?|service|transport\w*|holidays?|prosecutor|spending|safety|equity|life)"
    r"|(?:foreign|domestic) (?:minister|ministry|secretary|exchange|aid|violence|product)"
    r"|(?:military|civilian) (?:police|service|rights|academy)|(?:majority|minority) leader"
    r"|legal (?:system|advis\w+|aid|team|battle|action|proceedings|counsel)|single market"
    r"|(?:strong|weak) (?:point|spot)s?|simple majority|safe haven|dry run|modern (?:day|art)"
    r"|hard (?:drive|disk|core|labou?r|line)|upper class\w*|(?:rich|poor) in"
    r"|empty (?:words|promises))\b"
)
_ATTRIBUTES = frozenset(
    "public private military civilian domestic foreign modern ancient negative positive legal"
    " illegal male female liberal conservative blue green yellow minimum maximum".split()
)
_LINKED_BEHIND = re.compile(r"\b(?:is|are|was|were|be|been|being|tested) $")
_NOUN_NEXT = re.compile(
    r" (?!(?:is|are|was|were|be|has|have|had|will|would|can|could|may|should|must|do|does|did"
    r"|in|on|at|to|of|for|from|by|with|as|that|who|which|when|while|after|before|about|into"
    r"|through|during|than|but|if|because|since)\b)[a-z]{3,}"
)


def is_set_phrase(word: str, before: str, after: str) -> bool:
    """Tell whether a word's rival makes no sense here: "public opinion", "for the public"."""
    if _SET_PHRASES.match(word + after):
        return True
    is_describing = _NOUN_NEXT.match(after) or _LINKED_BEHIND.search(before)
    return word in _ATTRIBUTES and not is_describing


SMALL_WORDS = frozenset("to like about around".split())

ONE_WAY = frozenset(
    """
job post present found building fighting conflict fight battle got get like about fell rose
fall money arms enough further later while to around fast significant elected killed signs
holiday fire accident saved halted stopped troops ended including aircraft planes quit
mistake mistakes errors climbed staff workers help thus nevertheless""".split()
)
