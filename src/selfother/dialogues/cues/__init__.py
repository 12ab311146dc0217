"""Cues of companions: what a reply says that makes an assistant seem a person, with the letters that say it."""
