"""Every declared part as its object: made once, at the door of a study, with what names its results from there on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from selfother.catalogue import Kind, build
from selfother.errors import BadStudy, SelfOtherError
from selfother.own_files import complaint
from selfother.records.blocks import Tone
from selfother.studies.declaring.parts import Part, fingerprint, short_name, source_of
from selfother.studies.declaring.study import DeclaredStudy

__all__ = ["Made", "MadeParts", "make_parts", "make_planned", "place_of_probe"]


@dataclass(frozen=True)
class Made:
    """A declared part with the object that it makes.

    Attributes:
        part: What the study says.
        thing: The check, intervention, probe or verdict rule.
        fingerprint: What determines its results: name, schema number, every setting with its default, source.
    """

    part: Part
    thing: Any
    fingerprint: dict[str, Any]

    @property
    def name(self) -> str:
        """The name that results are kept under."""
        return short_name(self.part.name)

    @property
    def title(self) -> str:
        """The first line of its class's docstring."""
        return (type(self.thing).__doc__ or self.part.name).strip().partition("\n")[0]

    @property
    def settings(self) -> dict[str, Any]:
        """Every setting with its value, as JSON has it."""
        return dict(self.fingerprint["settings"])


@dataclass(frozen=True)
class MadeParts:
    """Everything that a study declares, made.

    Attributes:
        checks: Of `games`, in the order of the study.
        probes: Of `probes`, in the order of the study, then those of single arms, each once.
        asked: Arm -> the probes that it is asked: those of the study, then its own.
        subjects: Kind of subject -> the intervention that makes it.
        arms: Arm -> its interventions, in order.
        rule: Of `contrasts`; None: the study declares none.
    """

    checks: tuple[Made, ...] = ()
    probes: tuple[Made, ...] = ()
    asked: dict[str, tuple[Made, ...]] = field(default_factory=dict)
    subjects: dict[str, Made] = field(default_factory=dict)
    arms: dict[str, tuple[Made, ...]] = field(default_factory=dict)
    rule: Made | None = None

    @cached_property
    def probes_by_name(self) -> dict[str, Made]:
        """Name that results are kept under -> probe."""
        return {probe.name: probe for probe in self.probes}


class _Door:
    """Makes parts; a part that stands at several places of a study is made once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._made: dict[tuple[Kind, str], Made] = {}

    def make(self, kind: Kind, part: Part, place: str) -> Made:
        """The part as its object; an error names the place in the study file.

        Raises:
            SelfOtherError: Whatever `catalogue.build` raises, with the place before its text.
        """
        key = (kind, part.model_dump_json())
        if key not in self._made:
            try:
                thing = build(kind, part.name, part.settings)
                self._made[key] = Made(part, thing, fingerprint(part, thing))
            except SelfOtherError as error:
                raise type(error)(f"{self._source}: {place}: {error}") from error
        return self._made[key]

    def make_all(self, kind: Kind, parts: Sequence[Part], place: str) -> tuple[Made, ...]:
        """The parts of a list of the study file."""
        return tuple(self.make(kind, part, f"{place}[{index}]") for index, part in enumerate(parts))


def make_parts(study: DeclaredStudy) -> MadeParts:
    """Make every part that a study declares, each once.

    Raises:
        SelfOtherError: Unknown names, bad settings; the place in the study file is named.
    """
    door = _Door(study.source)
    checks = door.make_all("checks", study.games, "games")
    of_all = door.make_all("probes", study.probes, "probes")
    asked = {
        name: (*of_all, *door.make_all("probes", arm.probes, f"arms.{name}.probes")) for name, arm in study.arms.items()
    }
    probes = tuple({probe.name: probe for of_arm in (of_all, *asked.values()) for probe in of_arm}.values())
    kinds = study.model.kinds if study.model else {}
    is_single = study.model is not None and study.model.subject is not None
    places = ["model.subject"] if is_single else [f"model.subjects[{index}]" for index in range(len(kinds))]
    subjects = {
        kind: door.make("interventions", part, place) for (kind, part), place in zip(kinds.items(), places, strict=True)
    }
    arms = {name: door.make_all("interventions", arm.apply, f"arms.{name}.apply") for name, arm in study.arms.items()}
    return MadeParts(checks, probes, asked, subjects, arms, _make_rule(door, study, probes))


def place_of_probe(study: DeclaredStudy, arm: str, index: int) -> str:
    """Return where the study file declares a probe of `MadeParts.asked`."""
    own = index - len(study.probes)
    return f"probes[{index}]" if own < 0 else f"arms.{arm}.probes[{own}]"


def _make_rule(door: _Door, study: DeclaredStudy, probes: Sequence[Made]) -> Made | None:
    """Make the verdict rule, which may ask for controls and probes that the study must then have."""
    if study.contrasts is None:
        return None
    rule = door.make("rules", study.contrasts.rule, "contrasts.rule")
    place = f"{study.source}: contrasts.rule"
    _check_words(rule.thing, place)
    try:
        rule.thing.check(study.contrasts, [probe.name for probe in probes])
    except SelfOtherError as error:
        raise type(error)(f"{place}: {error}") from error
    except (Exception, SystemExit) as error:  # code of others
        raise BadStudy(f"{place}: check of {rule.part.name} failed ({complaint(error, '')}). Correct it.") from error
    return rule


def _check_words(rule: Any, place: str) -> None:
    """Check that a rule says words with tones, before anything runs: a report would fail on others at the very end.

    Raises:
        BadStudy: It does not.
    """
    words, plain = getattr(rule, "words", None), rule.plain
    if not isinstance(words, dict) or not all(
        isinstance(word, str) and tone in get_args(Tone) for word, tone in words.items()
    ):
        tones = ", ".join(get_args(Tone))
        raise BadStudy(f'{place}: words is {words!r}. Write words = {{"a word": TONE}}; a tone is one of {tones}.')
    if not isinstance(plain, dict) or not all(isinstance(text, str) for pair in plain.items() for text in pair):
        raise BadStudy(f'{place}: plain is {plain!r}. Write plain = {{"a word": "the rest of a sentence"}}.')


def make_planned(kind: Kind, part: Part, source: str) -> Any:
    """Make the object of a part in a process that was given plain data, as it was when the study was laid out.

    Args:
        kind: The catalogue.
        part: The part.
        source: Its `source_of` then.

    Raises:
        BadStudy: A file of it has changed since: its result would stand under the name of the older one.
    """
    thing = build(kind, part.name, part.settings)
    if source_of(part, thing) != source:
        raise BadStudy(f"{part.name}: a file of it has changed since the run began. Run the same command again.")
    return thing
