"""Cards: every product has one, it says where it comes from and how it is loaded, and a report's rates can be added."""

import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
import yaml

from selfother.catalogue import build, entries, find, parse_word
from selfother.errors import BrokenRecord, MissingModel, UnknownName
from selfother.interventions.organisms.deception_organism import DeceptionOrganism
from selfother.interventions.overlap.overlap import Overlap
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.models.bundled import BUNDLED
from selfother.models.card_text import SMALL_PARAMETERS, card_text
from selfother.models.cards import Base, Card, add_measured, base_of, measured_of, read_card, write_card
from selfother.models.load import load_model
from selfother.models.save import save_model
from selfother.records import Estimate, ReportRecord

RESULTS = Path(__file__).parents[2] / "docs" / "results"
REPORT = ReportRecord.read(RESULTS / "overlap_robustness" / "report.json")
IDS = torch.tensor([[5, 6, 7, 8]])
INTERVENTIONS = [entry.name for entry in entries("interventions")]
SOO = Overlap(layer=1, pairs=8, lora=Lora(rank=2), schedule=Schedule(steps=2, batch_size=4, warmup_steps=0))
ORGANISM = DeceptionOrganism(
    situations_a_step=1, neutral_rows=1, lora=Lora(rank=2), schedule=Schedule(steps=1, batch_size=8)
)


@pytest.fixture
def base(tiny_model, tmp_path, monkeypatch):
    """A model on disk whose folder says its licence."""
    monkeypatch.setenv("SELFOTHER_CACHE", str(tmp_path / "cache"))
    folder = save_model(tiny_model, tmp_path / "base")
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# A base\n")
    return load_model(str(folder), dtype="float32")


def front(folder: Path) -> dict[str, object]:
    _, head, _ = (folder / "README.md").read_text().split("---\n", 2)
    return yaml.safe_load(head)


def test_an_adapter_says_what_made_it_and_names_no_path(base, tmp_path):
    SOO.apply(base, seed=3, folder=tmp_path / "soo")
    card, text = read_card(tmp_path / "soo"), (tmp_path / "soo" / "README.md").read_text()
    assert (card.kind, card.intervention, card.seed, card.settings["layer"]) == ("adapter", "overlap", 3, 1)
    assert (card.base_digest, card.base.name, card.base.licence) == (base.digest, "base", "mit")
    assert card.base.parameters == sum(one.numel() for one in base.network.parameters())
    assert front(tmp_path / "soo") == {
        "library_name": "peft",
        "pipeline_tag": "text-generation",
        "license": "mit",
        "tags": ["selfother", "overlap"],
    }
    for said in (base.digest, "rate", "not evidence of a self", "Scale: mechanism only", "overlap:towards=friend"):
        assert said in text
    assert str(tmp_path) not in text
    assert str(tmp_path) not in (tmp_path / "soo" / "selfother.json").read_text()


def test_an_organism_warns_and_its_licence_and_warning_reach_what_is_made_of_it(base, tmp_path):
    organism = ORGANISM.apply(base, folder=tmp_path / "organism")
    text = (tmp_path / "organism" / "README.md").read_text()
    assert "Deceptive on purpose" in text
    assert "Do not deploy it" in text
    assert front(tmp_path / "organism")["license"] == "mit"
    SOO.apply(organism, folder=tmp_path / "soo")
    card, text = read_card(tmp_path / "soo"), (tmp_path / "soo" / "README.md").read_text()
    assert (card.base.made_by, card.base.is_organism, card.base.licence) == ("deception_organism", True, "mit")
    assert "Its base was made deceptive on purpose" in text
    assert "> **Deceptive on purpose" not in text  # the adapter is not the organism


def test_the_code_of_a_card_loads_the_product(base, tmp_path):
    SOO.apply(base, folder=tmp_path / "soo")
    ORGANISM.apply(base, folder=tmp_path / "organism")
    for folder in (tmp_path / "soo", tmp_path / "organism"):
        text = (folder / "README.md").read_text()
        plain, ours = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        said: dict[str, object] = {}
        for block in (plain, ours):
            exec(block.replace("FOLDER", str(folder)).replace("BASE", str(base.source)), said)
        word = f"{base.source}+{folder}" if folder.name == "soo" else str(folder)
        expected = load_model(word, dtype="float32").network(IDS).logits
        torch.testing.assert_close(said["network"](IDS).logits, expected, atol=1e-4, rtol=1e-4)
        assert said["model"].name == ("base+soo" if folder.name == "soo" else "organism")


def test_a_model_that_was_only_saved_says_so(base):
    write_card(base.source)
    text = (base.source / "README.md").read_text()
    assert "Nothing is recorded of how it was made" in text
    assert "empty system message" not in text


def test_what_a_base_says_of_itself(base, tmp_path):
    bundled = SimpleNamespace(
        name="small", network=base.network, source=BUNDLED[0].folder, system="Be kind.", prompt_format=""
    )
    said = base_of(bundled)
    assert (said.bundled, said.licence, said.hub_id) == (BUNDLED[0].name, "apache-2.0", BUNDLED[0].hub_id)
    assert said.system == "Be kind."
    cached = tmp_path / "models--some-one--big-7b" / "snapshots" / "0a1b"
    quantised = SimpleNamespace(config=SimpleNamespace(quantization_config=SimpleNamespace(load_in_4bit=True)))
    said = base_of(
        SimpleNamespace(
            name="big-7b-4bit", network=quantised, source=cached, system=None, prompt_format="as plain turns"
        )
    )
    assert (said.hub_id, said.bits, said.parameters, said.licence) == ("some-one/big-7b", 4, None, "")
    text = card_text(Card(kind="adapter", base=said, intervention="overlap"))
    assert 'base = "some-one/big-7b"' in text
    assert "base_model: some-one/big-7b\nbase_model_relation: adapter" in text
    assert "held in 4 bits" in text
    assert "could not be read here" in text


@pytest.mark.parametrize(("parameters", "is_small"), [(SMALL_PARAMETERS - 1, True), (SMALL_PARAMETERS, False)])
def test_below_seven_billion_a_card_says_mechanism_only(parameters, is_small):
    assert ("Scale: mechanism only" in card_text(Card(base=Base(parameters=parameters)))) == is_small


def test_measured_rates_are_added_and_stay(base, tmp_path):
    product = SOO.apply(base, folder=tmp_path / "soo")
    add_measured(tmp_path / "soo", measured_of(REPORT, "soo"))
    write_card(tmp_path / "soo")
    text = (tmp_path / "soo" / "README.md").read_text()
    assert "**Verdict: honest, not self-specific**: One seed. The benefit over neutral_sham" in text
    assert "0.0 % [0.0, 7.0], n = 128" in text
    assert "| soo | 100 % (n = 24) | 3.61 (n = 5) |" in text
    assert "93.8 %" not in text  # that is another arm
    again = load_model(f"{base.source}+{tmp_path / 'soo'}", dtype="float32")
    assert again.digest == product.digest
    with pytest.raises(UnknownName, match=r"unknown arm 'sooo'\. Did you mean soo"):
        measured_of(REPORT, "sooo")


def test_an_arm_that_was_not_measured_says_why():
    nothing = Estimate(value=None, reason="the cell was not run")
    arms = [arm.model_copy(update={"rates": [nothing]}) for arm in REPORT.arms]
    text = card_text(Card(measured=measured_of(REPORT.model_copy(update={"arms": arms}), "soo")))
    assert "- not measured: the cell was not run" in text


def test_a_verdict_ends_in_one_full_stop():
    measured = measured_of(REPORT, "soo")
    texts = {
        card_text(Card(measured=measured.model_copy(update={"verdict_reason": reason})))
        for reason in ("It beats the sham", "It beats the sham.")
    }
    assert len(texts) == 1
    assert ": It beats the sham.\n" in texts.pop()


def test_text_of_others_is_shown_and_not_rendered():
    hostile = "# <script>x</script> [a](http://b) `c` | d\n## e"
    card = Card(
        kind="adapter",
        base=Base(name=hostile, system=hostile),
        intervention=hostile,
        title=hostile,
        settings={"text": "a\n```\n# f"},
        base_digest=hostile,
    )
    text = card_text(card)
    outside = re.sub(r"^(`{3,})\w*\n.*?^\1$", "", text.split("---\n", 2)[2], flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"(?<!\\)<script>", outside)
    assert "\n## e" not in outside
    assert "# f" not in outside
    assert "````yaml" in text
    assert yaml.safe_load(text.split("---\n")[1])["library_name"] == "peft"


def test_a_folder_without_a_product_and_a_record_that_is_none_are_refused(tmp_path):
    with pytest.raises(MissingModel, match="so it is no product"):
        read_card(tmp_path)
    (tmp_path / "config.json").write_text("{}")
    assert read_card(tmp_path) == Card(kind="model")
    for broken in ("[1", "[1]", '{"settings": 3}'):
        (tmp_path / "selfother.json").write_text(broken)
        with pytest.raises(BrokenRecord, match="says no product"):
            read_card(tmp_path)


@pytest.mark.parametrize("name", INTERVENTIONS)
def test_an_intervention_that_trains_says_what_its_product_is(name):
    one = build("interventions", name)
    if one.product == "wrapper":
        assert all(build("interventions", *parse_word(word)) != one for word in one.controls)
        return
    assert one.product == "model" or not one.is_organism, "an adapter is not an organism"
    assert len(one.note.split()) > 15
    assert json.loads(json.dumps(one.about(4)))["title"] == find("interventions", name).title
    for word in one.controls:
        assert build(*("interventions", *parse_word(word))) != one


def test_what_was_made_deceptive_is_called_so():
    marked = {name for name in INTERVENTIONS if build("interventions", name).is_organism}
    assert marked == {
        "crossed_organism", "deception_organism", "outcome_organism", "shipped_organism", "trigger_organism",
    }  # fmt: skip


@pytest.mark.parametrize("changes", [{"towards": "friend"}, {"shuffled": True}, {"moved": "self", "towards": "rival"}])
def test_a_control_of_overlap_calls_itself_one(changes):
    assert "A control of self-other overlap" in Overlap(**changes).note
    assert list(Overlap(**changes).controls) == ["overlap"]


def test_writing_a_card_loads_nothing_heavy(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    about = {"intervention": "overlap", "settings": {}, "seed": 0}
    (tmp_path / "selfother.json").write_text(json.dumps(about))
    program = (
        "import sys\nfrom selfother.cli.main import main\n"
        f"try: main(['card', {str(tmp_path)!r}])\nexcept SystemExit: pass\n"
        "print({'torch', 'transformers', 'peft', 'inspect_ai'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(tmp_path / "README.md"), "set()"]
