"""Sample answers, as the models wrote them."""

from selfother.records import Answer, Answers, ReportRecord, Section, Transcript

__all__ = ["samples_section"]


def samples_section(report: ReportRecord) -> Section | None:
    """A fold of answers for every arm; None where no answer was kept."""
    by_arm: dict[str, list[Answer]] = {}
    for transcript in report.transcripts:
        by_arm.setdefault(transcript.arm, []).append(_answer(transcript))
    if not by_arm:
        return None
    titles = {arm.name: arm.title for arm in report.arms}
    return Section(
        key="samples",
        title="Sample answers",
        note="As the models wrote them, with characters that do not show replaced by signs.",
        blocks=[
            Answers(title=_title(arm, titles.get(arm, "")), answers=answers, mark=arm)
            for arm, answers in by_arm.items()
        ],
    )


def _title(arm: str, title: str) -> str:
    if not arm:
        return "no arm"
    return f"{arm}: {title}" if title else arm


def _answer(transcript: Transcript) -> Answer:
    place = " · ".join(filter(None, (transcript.probe, transcript.family, transcript.item)))
    return Answer(heading=place, prompt=transcript.prompt, answer=transcript.answer, verdict=transcript.verdict)
