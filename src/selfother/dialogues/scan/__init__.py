"""Transcripts that a team has already, scored for cues: read line by line, tallied, and drawn as a page."""

from selfother.dialogues.scan.files import scan_files

__all__ = ["scan_files"]
