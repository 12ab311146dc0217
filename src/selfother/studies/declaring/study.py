"""What a study says: arms x probes x seeds and game checks x seeds, every key with its type, range and default."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

from selfother.studies.declaring.parts import Part, name_apart

__all__ = ["Arm", "Contrasts", "Controls", "Damage", "DeclaredStudy", "ModelChoice", "Threads"]

Role = Literal["subject", "baseline", "treatment", "control", "upper bound"]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelChoice(_Section):
    """The model that the arms start from.

    Attributes:
        base: A bundled name, a hub id, a local directory, or `file.py:function` that returns a model; `PROVIDER/MODEL`
            with a provider of Inspect, for arms and probes that need no weights.
        args: Arguments of that provider, as behind Inspect's `-M`.
        dtype: "auto" lets the machine decide; what it decided is part of every cell's key.
        subject: An intervention whose product is the model under study; None: the base itself.
        subjects: Several such interventions, each a kind of subject of its own; written instead of `subject`.
        subject_seeds: Root seeds of every kind of subject, each one a subject of its own, crossed with `seeds`.
    """

    base: str
    args: dict[str, Any] = Field(default_factory=dict)
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    subject: Part | None = None
    subjects: list[Part] = Field(default_factory=list)
    subject_seeds: list[int] = Field(default=[0], min_length=1)

    @model_validator(mode="after")
    def _check_subjects(self) -> Self:
        if self.subject is not None and self.subjects:
            raise ValueError("subject and subjects are both given; keep one of them")
        if any(part in self.subjects[:index] for index, part in enumerate(self.subjects)):
            raise ValueError("subjects: the same intervention stands twice; give it more subject_seeds instead")
        return self

    @property
    def kinds(self) -> dict[str, Part]:
        """The kinds of subject: the name that results are kept under -> intervention; empty: the base itself."""
        return name_apart(self.subjects if self.subject is None else [self.subject])


class Arm(_Section):
    """One intervention, or several composed in order; none at all leaves the model as it is.

    Attributes:
        model: A model of the arm's own in place of `model.base`, by the same words; empty: `model.base`.
        args: Arguments of a provider, for that model.
        start: What the arm starts from: the subject, or the base model.
        role: What the arm is for; the verdict rules read it.
        title: One line for the report; empty: the titles of its interventions.
        probes: Probes of this arm alone, beside those of the study.
    """

    model: str = ""
    args: dict[str, Any] = Field(default_factory=dict)
    start: Literal["subject", "base"] = "subject"
    role: Role = "control"
    title: str = ""
    apply: list[Part] = Field(default_factory=list)
    probes: list[Part] = Field(default_factory=list)

    @model_validator(mode="after")
    def _check_arguments(self) -> Self:
        if self.args and not self.model:
            raise ValueError("args are given, and no model that they are for; add model")
        return self


class Controls(_Section):
    """The arms that a treatment must beat.

    Attributes:
        sham: Same layers, steps and rate on a neutral text: what training alone does.
        matched_shams: Further shams, each brought to the treatment's dose in some way; a treatment must beat them all.
        specificity: The same method without the self, the other, or the pairing.
        wrong_self: The treatment towards a self that is wrong: if it makes liars, the arm distils answers.
        upper_bound: Direct training of the wished answer.
    """

    sham: str | None = None
    matched_shams: list[str] = Field(default_factory=list)
    specificity: list[str] = Field(default_factory=list)
    wrong_self: str | None = None
    upper_bound: str | None = None

    @property
    def shams(self) -> list[str]:
        """The sham and those at a matched dose, each once."""
        return list(dict.fromkeys([*([self.sham] if self.sham else []), *self.matched_shams]))


class Damage(_Section):
    """When an arm broke the model, whatever else it did.

    Every measure named here has to be measured: one without a value leaves a word "not resolved", because not measured
    is never no damage. A study that cannot measure one says so by leaving it empty.

    Attributes:
        truth: Measures of truth, written `probe.measure`, each 0 or 1 an answer between two places.
        perplexity: A measure in nats a token; empty: none.
        invalid: Share of answers that say nothing that was asked; empty: none.
    """

    truth: list[str] = ["friend_truth.true", "self_truth.true", "fact.true"]
    perplexity: str = "perplexity.nats_per_token"
    invalid: str = "deception.invalid"
    truth_points: float = 5.0
    perplexity_percent: float = 10.0
    invalid_percent: float = 5.0


class Contrasts(_Section):
    """The primary contrasts, declared before the run: each treatment against the subject, the sham, every control.

    Attributes:
        rule: What gives every arm its word: a name of `selfother list rules`, or `./mine.py:MyRule`.
        measure: The primary measure, written `probe.measure`.
        form: Which form of it ("choice", "generation", ...); empty: all that were scored.
        treatment: The arms whose effect is claimed.
        margin_points: "Better than its control" means better by more than this, in points.
        equivalence_points: "Does not differ" means a difference shown to be smaller than this, in points.
    """

    rule: Part = Part(name="self_specific")
    measure: str
    form: str = ""
    treatment: list[str] = Field(min_length=1)
    controls: Controls = Controls()
    margin_points: float = Field(default=20.0, gt=0)
    equivalence_points: float = Field(default=10.0, gt=0)
    damage: Damage = Damage()


class Threads(_Section):
    """Threads a cell computes with: results depend on them in the last digits, so they are part of a cell's key."""

    check: int = Field(default=1, ge=1)
    train_model: int = Field(default=2, ge=1)
    train: int = Field(default=1, ge=1)
    probe: int = Field(default=1, ge=1)


class DeclaredStudy(_Section):
    """What a study says, and nothing of what is done with it; `selfother.studies.Study` explains each key."""

    name: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
    title: str = ""
    question: str = ""
    seeds: list[int] = Field(default=[0], min_length=1)
    games: list[Part] = Field(default_factory=list)
    model: ModelChoice | None = None
    arms: dict[str, Arm] = Field(default_factory=dict)
    probes: list[Part] = Field(default_factory=list)
    contrasts: Contrasts | None = None
    threads: Threads = Threads()
    _source: str = PrivateAttr(default="study")

    @model_validator(mode="before")
    @classmethod
    def _take_model_of_first_arm(cls, given: Any) -> Any:
        """Where every arm names its own model and nothing else is said of one, the base is the first arm's."""
        if not isinstance(given, dict) or given.get("model") is not None or not isinstance(given.get("arms"), dict):
            return given
        arms = [arm for arm in given["arms"].values() if isinstance(arm, dict) and arm.get("model")]
        if not arms or len(arms) < len(given["arms"]):
            return given
        return {**given, "model": {"base": arms[0]["model"], "args": arms[0].get("args") or {}}}

    def __eq__(self, other: object) -> bool:
        """Two studies are the same if they say the same, wherever they were read from."""
        return isinstance(other, DeclaredStudy) and self.model_dump() == other.model_dump()

    def __hash__(self) -> int:
        """Hash what the study says."""
        return hash(self.to_yaml())

    @property
    def source(self) -> str:
        """Where the study was read from; errors name it."""
        return self._source

    def to_yaml(self) -> str:
        """The study as YAML with every default filled in; `from_file` of it is the same study."""
        from selfother.yaml_text import to_yaml

        return to_yaml(self.model_dump(mode="json"))
