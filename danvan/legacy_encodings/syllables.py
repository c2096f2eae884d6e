"""Which words can be Vietnamese: the closed stock of syllables, and the ones met most often.

A Vietnamese word is one syllable: a consonant, a rime and a tone, the tone mark on one certain vowel. So few
combinations exist that text read by the wrong table gives itself away within a word or two.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from danvan.legacy_encodings.common import COMMON_SYLLABLES
from danvan.vietnamese import compose

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_TONES_BEFORE_A_STOP = ("\u0301", "\u0323")
_STOPS = ("c", "ch", "p", "t")
_CONSONANTS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
    "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_BEFORE_FRONT_VOWELS_ONLY = ("gh", "k", "ngh")
# Gì and giếng count as g and a rime in i.
_NOT_BEFORE = {"c": "eêi", "ng": "eêi", "g": "eê", "gi": "i", "qu": "uư"}
_BEFORE_A_CLOSING_Y = ("", "h", "k", "l", "m", "qu", "s", "t", "v")
_NEVER_BEFORE_A_GLIDE = ("b", "m", "p", "ph", "v", "qu", "gi")

_PLAIN_RIMES = """
    a ai ao au ay ac ach am an ang anh ap at   ăc ăm ăn ăng ăp ăt   âu ây âc âm ân âng âp ât
    e eo ec em en eng ep et   ê êu êch êm ên ênh êp êt   i ia iu ich im in inh ip it
    o oi oc om on ong op ot oong   ô ôi ôc ôm ôn ông ôp ôt   ơ ơi ơm ơn ơp ơt
    u ua ui uc um un ung up ut   ư ưa ưi ưu ưc ưng ưt   y
    iêu iêc iêm iên iêng iêp iêt   yêu yêm yên yêng yêt
    uôi uôc uôm uôn uông uôt   ươi ươu ươc ươm ươn ương ươp ươt
"""
_GLIDING_RIMES = """
    oa oai oao oay oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt oe oeo oen oet
    uây uân uâng uât uê uêch uênh uơ uy uya uyu uych uynh uyn uyt uyp uyên uyêt
"""
# Names of the highland peoples (Đăk Hà, Ngọk Bay) end in k and may go without a tone.
_RIMES_OF_THE_HIGHLANDS = ("ăk", "ek", "ok")
# After qu the rime is written without a glide of its own: quýt is qu and ýt, quyết is qu and yết.
_RIMES_AFTER_QU = ("ynh", "ych", "yt")

_VOWELS_THAT_TAKE_THE_TONE = "ăâêôơ"


def is_common(word: str) -> bool:
    """Say whether the word is among the syllables met most often in names and headings of tables."""
    return word.lower() in COMMON_SYLLABLES


def is_possible(word: str) -> bool:
    """Say whether the word can be a Vietnamese syllable, or an abbreviation such as UBMTTQVN or HĐND."""
    return _is_evenly_cased(word) and (word.lower() in _syllables() or _is_abbreviation(word))


def _is_evenly_cased(word: str) -> bool:
    """Small letters, a capital first or capitals only; small accented letters may stand among capitals.

    TCVN3 has no capitals with a tone: there HÀ is written HA with the small à.
    """
    cased = "".join(sign for sign in word if sign.isascii() or sign.isupper())
    return cased in (cased.lower(), cased.upper(), cased.capitalize())


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.replace("Đ", "D").isascii() and word.isupper()


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    return frozenset(
        consonant + toned
        for consonant, rime in product(_CONSONANTS, _all_rimes())
        if _may_meet(consonant, rime)
        for toned in _with_tones(rime)
    )


def _all_rimes() -> Iterator[str]:
    yield from _PLAIN_RIMES.split()
    yield from _GLIDING_RIMES.split()
    yield from _RIMES_OF_THE_HIGHLANDS
    yield from _RIMES_AFTER_QU


def _may_meet(consonant: str, rime: str) -> bool:
    """Say whether the spelling allows the consonant before the rime."""
    if rime in _GLIDING_RIMES.split():
        return consonant not in (*_NEVER_BEFORE_A_GLIDE, *_BEFORE_FRONT_VOWELS_ONLY, "c")
    if rime[0] == "y":
        return consonant in (_BEFORE_A_CLOSING_Y if rime == "y" else ("", "qu"))
    if consonant in _BEFORE_FRONT_VOWELS_ONLY:
        return rime[0] in "eêi"
    return rime[0] not in _NOT_BEFORE.get(consonant, "")


def _with_tones(rime: str) -> Iterator[str]:
    ends_in_a_stop = rime.endswith(_STOPS)
    for tone in _TONES_BEFORE_A_STOP if ends_in_a_stop else _TONES:
        for place in _places_of_the_tone(rime):
            yield compose(rime[: place + 1] + tone + rime[place + 1 :])


def _places_of_the_tone(rime: str) -> tuple[int, ...]:
    """Return where the mark may stand: one vowel, but either in a closing oa, oe and uy."""
    vowels = rime.rstrip("cghkmnpt")
    marked = [place for place, vowel in enumerate(vowels) if vowel in _VOWELS_THAT_TAKE_THE_TONE]
    if marked:
        return (marked[-1],)
    if rime in ("oa", "oe", "uy"):
        return (0, 1)
    if vowels != rime:
        return (len(vowels) - 1,)
    return (1,) if len(vowels) == 3 else (0,)
