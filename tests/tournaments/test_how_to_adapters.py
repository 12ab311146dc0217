"""Every block of the how-to on adapters runs, in order, as a reader would run it."""

import re
import shlex
from pathlib import Path

import pytest

from selfother.cli.main import main

PAGE = Path(__file__).parents[2] / "docs/how-to/play-with-axelrod-and-pettingzoo.md"


def test_every_block_runs(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    blocks = re.findall(r"```(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [language for language, _ in blocks] == ["python", "sh", "python", "python", "python"]
    for language, text in blocks:
        if language == "python":
            exec(compile(text, str(PAGE), "exec"), names)
        else:
            program, *arguments = shlex.split(text)
            assert program == "selfother"
            with pytest.raises(SystemExit) as leaving:
                main(arguments)
            assert not leaving.value.code
        assert capsys.readouterr().out.strip(), text
