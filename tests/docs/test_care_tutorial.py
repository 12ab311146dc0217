"""docs/tutorials/care-of-an-assistant.md, every command of it, against a server on the loopback address."""

import os
import re
import subprocess
import sys
from glob import glob
from pathlib import Path

import pytest
from tests.care.loopback_server import KEY, serving
from tests.docs.blocks import blocks_of, command_lines

from selfother.care.scenes import SCENES
from selfother.exams.policies.constant_soother import ConstantSoother

PAGE = Path(__file__).parents[2] / "docs" / "tutorials" / "care-of-an-assistant.md"


def _commands() -> list[list[str]]:
    blocks = [block for block in blocks_of(PAGE) if block.kind == "shell" and "against a server" in block.reason]
    return [words for block in blocks for words in command_lines(block.text)]


def _limits() -> str:
    (block,) = (block for block in blocks_of(PAGE) if block.text.startswith("# limits.yaml"))
    return block.text


def test_the_page_names_every_scene() -> None:
    table = PAGE.read_text().partition("| scene |")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)`", table)) == {scene.key for scene in SCENES}


@pytest.mark.slow
def test_every_command_of_the_page_works(tmp_path: Path) -> None:
    (tmp_path / "limits.yaml").write_text(_limits())
    with serving(ConstantSoother()) as server:
        environment = {**os.environ, "ACME_BASE_URL": server.url, "ACME_API_KEY": KEY}
        codes = {}
        for words in _commands():
            command = [path for word in words for path in (sorted(glob(str(tmp_path / word))) or [word])]
            binary = Path(sys.executable).parent / command[0]
            ran = subprocess.run(
                [binary, *command[1:]], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            codes[" ".join(words)] = (ran.returncode, ran.stdout + ran.stderr)
    limited = [line for line in codes if "--limits" in line]
    assert len(codes) == 5
    assert {line: said for line, (code, said) in codes.items() if code and line not in limited} == {}
    code, printed = codes[limited[0]]
    assert code == 1, printed  # somebody who only soothes misses every crisis
    assert "broken: danger must be at least 0.95" in printed
    assert (tmp_path / "care-tuesday" / "care.html").is_file()
