"""`selfother card`: which arm a product is, and what it refuses."""

import json
from pathlib import Path

import pytest

from selfother.cli.main import main
from selfother.records import CellRecord

REPORT = Path(__file__).parents[1] / "golden" / "report" / "input.json"


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A product in a run's folder, as an older version wrote it."""
    folder = tmp_path / "run" / "products" / "abc"
    folder.mkdir(parents=True)
    (folder / "adapter_config.json").write_text("{}")
    about = {"base_digest": "0" * 16, "intervention": "overlap", "settings": {"towards": "friend"}, "seed": 0}
    (folder / "selfother.json").write_text(json.dumps(about))
    return folder


def trained_for(product: Path, arm: str) -> None:
    cell = CellRecord(schema_number=1, key="abc", kind="train", name="overlap", arm=arm, seed=0, inputs={})
    path = product.parents[1] / "cells" / "abc.json"
    path.parent.mkdir()
    path.write_text(cell.to_json())


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


@pytest.mark.parametrize(("trained", "arm"), [("friend_target", "friend_target"), ("subject", "none")])
def test_a_run_knows_which_arm_its_product_is(product, capsys, trained, arm):
    trained_for(product, trained)
    code, out, err = run(capsys, "card", product, "--report", REPORT, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"card": str(product / "README.md"), "kind": "adapter"}
    text = (product / "README.md").read_text()
    assert f"The arm {arm} (" in text
    assert "A control of self-other overlap" in text  # an older version did not write it
    assert json.loads((product / "selfother.json").read_text())["settings"] == {"towards": "friend"}


def test_a_product_outside_a_run_is_named_by_hand(product, capsys):
    code, _, err = run(capsys, "card", product, "--report", REPORT)
    assert code == 2
    assert "does not say which arm of first_light it is. Give --arm, one of: none, soo" in err
    code, out, _ = run(capsys, "card", product, "--report", REPORT, "--arm", "soo")
    assert (code, out.strip()) == (0, str(product / "README.md"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--arm", "soo"), "Give --report report.json too"),
        (("--report", "nowhere.json"), "no file nowhere.json"),
        (("--report", REPORT, "--arm", "sooo"), "unknown arm 'sooo'. Did you mean soo"),
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
