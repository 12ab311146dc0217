"""`selfother card`: which arm a product is, and what it refuses."""

import json
from pathlib import Path

import pytest

from selfother.cli.main import main
from selfother.interventions.overlap.overlap import Overlap
from selfother.models.card_arms import product_digest
from selfother.records import ArmProduct, ReportRecord

REPORT = Path(__file__).parents[2] / "docs" / "results" / "overlap_robustness" / "report.json"


SOO = {"intervention": "overlap", "settings": Overlap().model_dump(mode="json"), "seed": 0, "base_digest": "0" * 16}
FRIEND = SOO | {"settings": Overlap(towards="friend").model_dump(mode="json")}


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A product as an older version wrote it, with the one setting that was given."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "adapter_config.json").write_text("{}")
    say(folder, FRIEND | {"settings": {"towards": "friend"}})
    return folder


def say(folder: Path, about: dict[str, object]) -> None:
    (folder / "selfother.json").write_text(json.dumps(about))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The report of a run whose arms are those products."""
    record = ReportRecord.read(REPORT)
    made = {"soo": SOO, "friend_target": FRIEND, "none": SOO | {"intervention": "deception_organism", "settings": {}}}
    arms = [
        arm.model_copy(update={"products": [ArmProduct(**made[arm.name])] if arm.name in made else []})
        for arm in record.arms
    ]
    path = tmp_path / "report.json"
    path.write_text(record.model_copy(update={"arms": arms}).to_json())
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_a_product_is_the_arm_that_was_made_as_it_was(product, report, capsys):
    code, out, err = run(capsys, "card", product, "--report", report, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"card": str(product / "README.md"), "kind": "adapter"}
    text = (product / "README.md").read_text()
    assert "The arm friend_target (" in text
    assert "A control of self-other overlap" in text  # an older version did not write it
    assert json.loads((product / "selfother.json").read_text())["settings"] == {"towards": "friend"}


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({"intervention": "neutral_sham", "settings": {}}, "intervention neutral_sham here, "),
        ({"settings": {"towards": "friend", "pairs": 7}}, "setting pairs 7 here, "),
        ({"seed": 3}, "seed 3 here, 0 there"),
        ({"base_digest": "f" * 16}, f"base {'f' * 16} here, {'0' * 16} there"),
        ({"base_digest": ""}, f"base not recorded here, {'0' * 16} there"),
    ],
)
@pytest.mark.parametrize("arm", [(), ("--arm", "friend_target")])
def test_another_product_is_refused_with_what_differs(product, report, capsys, change, differs, arm):
    say(product, FRIEND | change)
    code, out, err = run(capsys, "card", product, "--report", report, *arm)
    assert (code, out) == (2, "")
    assert differs in " ".join(err.split())
    assert not (product / "README.md").exists()


def test_an_arm_given_by_hand_does_not_make_the_product_that_arm(product, report, capsys):
    code, _, err = run(capsys, "card", product, "--report", report, "--arm", "soo")
    assert code == 2
    said = " ".join(err.split())
    assert "the product is not the arm soo of overlap_robustness: setting towards friend here, self there" in said
    assert "It is the arm friend_target." in said
    code, _, err = run(capsys, "card", product, "--report", report, "--arm", "neutral_sham")
    assert (code, "has no product of its own" in " ".join(err.split())) == (2, True)


def test_other_weights_of_the_same_recipe_are_another_product(product, report, capsys):
    (product / "model.safetensors").write_bytes(b"mine")
    mine = product_digest(product)
    for weights, code in ((mine, 0), ("e" * 16, 2), ("", 0)):
        record = ReportRecord.read(report)
        arms = [
            arm.model_copy(update={"products": [one.model_copy(update={"weights": weights}) for one in arm.products]})
            for arm in record.arms
        ]
        report.write_text(record.model_copy(update={"arms": arms}).to_json())
        found, _, err = run(capsys, "card", product, "--report", report)
        assert found == code, err
        assert ("weights" in err) == (code == 2)


def test_where_two_arms_are_the_same_product_one_has_to_be_named(product, report, capsys):
    record = ReportRecord.read(report)
    arms = [arm.model_copy(update={"products": [ArmProduct(**FRIEND)]}) for arm in record.arms]
    report.write_text(record.model_copy(update={"arms": arms}).to_json())
    code, _, err = run(capsys, "card", product, "--report", report)
    assert (code, "Give --arm, one of: stock, none, soo" in " ".join(err.split())) == (2, True)
    code, out, _ = run(capsys, "card", product, "--report", report, "--arm", "soo")
    assert (code, out.strip()) == (0, str(product / "README.md"))


def test_a_report_that_knows_no_products_is_refused(product, capsys):
    code, _, err = run(capsys, "card", product, "--report", REPORT)
    assert (code, "does not say which products its arms are" in " ".join(err.split())) == (2, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--arm", "soo"), "Give --report report.json too"),
        (("--report", "nowhere.json"), "no file nowhere.json"),
        (("--report", REPORT, "--arm", "sooo"), "unknown arm 'sooo'. Did you mean soo"),
        (("--report", REPORT), "does not say which products its arms are"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(product, capsys, words, sentence):
    before = (product / "selfother.json").read_text()
    code, out, err = run(capsys, "card", product, *words)
    assert (code, out) == (2, "")
    assert sentence in err
    assert (product / "selfother.json").read_text() == before
    assert not (product / "README.md").exists()


def test_a_folder_that_is_no_product_is_refused(tmp_path, capsys):
    code, _, err = run(capsys, "card", tmp_path)
    assert code == 2
    assert "so it is no product" in err
